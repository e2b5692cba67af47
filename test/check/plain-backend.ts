import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import RPCClient from '@alicloud/pop-core';

/**
 * A backend as somebody writes it who has never seen the kit: `node:http`, Alibaba's client, and the contract. It has what
 * an upload needs and no more.
 */
export function plainBackend({ vodUrl, origin }: { readonly vodUrl: string; readonly origin: string }): Server {
  const vod = new RPCClient({
    accessKeyId: 'LTAI-emulator-plain',
    accessKeySecret: 'secret-of-plain',
    endpoint: vodUrl,
    apiVersion: '2017-03-21',
  });
  const owners = new Map<string, string>();
  const answered = new Map<string, Promise<Record<string, unknown>>>();

  const call = (action: string, params: object): Promise<Record<string, unknown>> =>
    vod.request(action, params, { method: 'POST' });

  const actions: Record<string, (user: string, body: Body, key: string) => Promise<unknown>> = {
    async CreateUploadVideo(user, body, key) {
      const place = `${user} ${key}`;
      const known = key === '' ? undefined : answered.get(place);
      if (known) return known;
      const { Title, FileName, FileSize, Description, Tags } = body;
      for (const [name, value] of Object.entries({ Title, FileName }))
        if (typeof value !== 'string' || value === '')
          throw new Refused(400, 'MissingParameter', `${name} is mandatory.`);
      const asked = call('CreateUploadVideo', {
        ...{ Title, FileName, FileSize: FileSize ?? '', Description: Description ?? '', Tags: Tags ?? '' },
        UserData: JSON.stringify({ Extend: extendOf(body.UserData) }),
      });
      answered.set(place, asked);
      asked.catch(() => answered.delete(place));
      const reply = await asked;
      owners.set(String(reply.VideoId), user);
      return reply;
    },
    async RefreshUploadVideo(user, { VideoId }) {
      if (typeof VideoId !== 'string') throw new Refused(400, 'MissingParameter', 'VideoId is mandatory.');
      if (owners.get(VideoId) !== user) throw new Refused(403, 'Forbidden.NotOwner', 'That media is not yours.');
      return call('RefreshUploadVideo', { VideoId });
    },
    async GetUploadDetails(user, { MediaIds }) {
      if (typeof MediaIds !== 'string') throw new Refused(400, 'MissingParameter', 'MediaIds is mandatory.');
      const ids = MediaIds.split(',');
      if (ids.length > 20) throw new Refused(400, 'LimitExceeded.MediaIds', 'At most 20 MediaIds.');
      const [own, others] = [true, false].map((mine) => ids.filter((id) => (owners.get(id) === user) === mine));
      const reply = own!.length > 0 ? await call('GetUploadDetails', { MediaIds: own!.join(',') }) : {};
      return { UploadDetails: [], ...reply, ForbiddenMediaIds: others };
    },
  };

  return createServer((req, res) => {
    const send = (status: number, body: unknown): void => {
      res.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
      res.end(JSON.stringify(body));
    };
    answer(req, res).then(
      (reply) => send(200, reply),
      (error: Refused | { code?: string; data?: { Message?: string; RequestId?: string } }) => {
        if (error instanceof Refused) return send(error.status, { Code: error.code, Message: error.message });
        const { code = 'BackendError', data } = error;
        const status = /NotFound$/.test(code) ? 404 : data ? 400 : 502;
        send(status, { RequestId: data?.RequestId, Code: code, Message: data?.Message ?? 'VOD was not reached.' });
      },
    );
  });

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<unknown> {
    if (req.headers.origin === origin) {
      res.setHeader('access-control-allow-origin', origin);
      res.setHeader('access-control-expose-headers', 'Retry-After');
    }
    res.setHeader('vary', 'Origin');
    if (req.method === 'OPTIONS') {
      res.setHeader('access-control-allow-headers', 'content-type, authorization, idempotency-key');
      return {};
    }
    const act = actions[req.url?.split('/').at(-1) ?? ''];
    if (req.method !== 'POST') throw new Refused(405, 'MethodNotAllowed', 'POST only.');
    if (act === undefined) throw new Refused(404, 'InvalidAction.NotFound', 'There is no such action.');
    const user = /^Bearer token-of-(\w+)$/.exec(req.headers.authorization ?? '')?.[1];
    if (user === undefined) throw new Refused(401, 'SignInRequired', 'Sign in first.');
    if (req.headers['content-type'] !== 'application/json')
      throw new Refused(415, 'UnsupportedMediaType', 'application/json only.');
    return act(user, await bodyOf(req), String(req.headers['idempotency-key'] ?? ''));
  }
}

type Body = Record<string, unknown>;

class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

async function bodyOf(req: IncomingMessage): Promise<Body> {
  if (!(Number(req.headers['content-length']) <= 65_536)) throw new Refused(413, 'RequestTooLarge', 'At most 64 KiB.');
  let text = '';
  for await (const piece of req.setEncoding('utf8')) text += piece;
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Body;
  } catch {
    // Said below.
  }
  throw new Refused(400, 'InvalidParameter', 'The body is no JSON object.');
}

function extendOf(userData: unknown): unknown {
  const read = (typeof userData === 'string' ? JSON.parse(userData) : {}) as { Extend?: unknown };
  return read.Extend;
}
