// The backend as a module worker, for Cloudflare and runtimes like it. How to run it: ../README.md
import { createEventHandler, createFetchClient, createVodHandler, type IdempotencyStore } from 'vod-uploader/server';

/** Variables and secrets of the worker, and its store: see wrangler.jsonc. */
export interface Env {
  readonly ALIBABA_CLOUD_ACCESS_KEY_ID: string;
  readonly ALIBABA_CLOUD_ACCESS_KEY_SECRET: string;
  readonly VOD_REGION?: string;
  readonly VOD_ENDPOINT?: string;
  readonly VOD_CALLBACK_KEY?: string;
  readonly VOD_CALLBACK_URL?: string;
  readonly PAGE_ORIGIN?: string;
  /**
   * A KV namespace: `session:…` whose session it is, `owner:…` whose each media and each import is, `create:…` what was
   * answered already. KV lets another region see a change up to a minute later, and two creates with the same key at the
   * same moment make two medias; where that matters, take D1.
   */
  readonly RECORDS: Records;
}

interface Records {
  get(key: string): Promise<string | null>;
  put(key: string, value: string, options?: { expirationTtl?: number }): Promise<void>;
}

/** The user whose token comes with the request (the element's `.headers`), or nothing. */
async function userOf(request: Request, { RECORDS }: Env): Promise<{ id: string } | undefined> {
  const token = request.headers.get('authorization')?.replace(/^Bearer /, '');
  const id = token ? await RECORDS.get(`session:${token}`) : null;
  return id ? { id } : undefined;
}

const createVod = (env: Env) => {
  const own = (userId: string, id: string) => env.RECORDS.put(`owner:${id}`, userId);
  return createVodHandler({
    client: createFetchClient({
      accessKeyId: env.ALIBABA_CLOUD_ACCESS_KEY_ID,
      accessKeySecret: env.ALIBABA_CLOUD_ACCESS_KEY_SECRET,
      region: env.VOD_REGION,
      endpoint: env.VOD_ENDPOINT,
    }),
    authorize: (request) => userOf(request, env),
    owns: async (user, id) => (await env.RECORDS.get(`owner:${id}`)) === user.id,
    onCreated: (user, videoId) => own(user.id, videoId),
    onImported: async (user, jobs) => {
      for (const { jobId, mediaId } of jobs) for (const id of [jobId, mediaId]) if (id) await own(user.id, id);
    },
    cors: { origins: (env.PAGE_ORIGIN ?? '').split(',') },
    // A worker's requests share no memory: what a repeated create was answered stands where the next one finds it.
    idempotency: rememberedIn(env.RECORDS),
    // Likewise there is nobody to ask together with.
    batchMs: 0,
  });
};

/** As long as the upload credentials in them live. */
const TTL_SECONDS = 3_000;

function rememberedIn(records: Records): IdempotencyStore {
  return {
    async get(key) {
      const known = await records.get(`create:${key}`);
      return known === null ? undefined : (JSON.parse(known) as Awaited<ReturnType<IdempotencyStore['get']>>);
    },
    set: (key, value) => records.put(`create:${key}`, JSON.stringify(value), { expirationTtl: TTL_SECONDS }),
  };
}

const createEvents = (env: Env) =>
  createEventHandler({
    privateKey: env.VOD_CALLBACK_KEY,
    callbackUrl: env.VOD_CALLBACK_URL ?? '',
    onEvent: async (event) => {
      console.log(event.type, event.videoId ?? '');
      if (event.type !== 'UploadByURLComplete' || !event.videoId) return;
      // Nobody has asked since the import ended, so its media has no owner yet.
      const owner = await env.RECORDS.get(`owner:${event.jobId}`);
      if (owner) await env.RECORDS.put(`owner:${event.videoId}`, owner);
    },
  });

export default {
  // A handler for each request: what a request has begun in a worker ends with it, whoever else waits for it.
  async fetch(request: Request, env: Env): Promise<Response> {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith('/api/vod/')) return createVod(env)(request);
    if (pathname === '/api/vod-events') return createEvents(env)(request);
    return new Response('Not found', { status: 404 });
  },
};
