import { createSHA256 } from 'hash-wasm';
import type { Emulator } from './emulator.js';
import type { FaultOrder } from './faults.js';
import { ConnectionCut, type Incoming } from './incoming.js';
import type { StoredObject } from './bucket.js';
import { ordered } from './multipart-upload.js';
import { openBackend } from './open-backend.js';
import type { OverlayOrder } from './overlays.js';
import type { SettingsPatch } from './settings.js';
import { gather } from './storage.js';
import { suffer } from './suffer.js';
import type { World } from './world.js';

const PREFIX = '/__emulator/';
const LARGEST_BODY = 1024 ** 2;

export const isControl = (url: URL): boolean => url.pathname.startsWith(PREFIX);

type EndpointFor = (world: World, url: URL) => string;

/** `/__emulator/<world>/…`: the backend kit over this world, and everything a test wants to see or to spoil. Open to pages of any origin. */
export async function serveControl(
  emulator: Emulator,
  endpointFor: EndpointFor,
  incoming: Incoming,
): Promise<Response> {
  const { method, url, headers } = incoming;
  const [name = '', resource = '', ...rest] = url.pathname.slice(PREFIX.length).split('/');
  if (method === 'OPTIONS' && resource !== 'api') return open(new Response(null, { status: 204 }), headers);
  try {
    const world = emulator.world(decodeURIComponent(name));
    if (resource === 'api') return await backend(emulator, world, endpointFor, incoming);
    const route = ROUTES[`${method} ${resource}`];
    if (!route) return open(json({ error: `no ${method} ${url.pathname}` }, 404), headers);
    return open(json(await route(world, incoming, rest.join('/'))), headers);
  } catch (error) {
    if (error instanceof ConnectionCut || !(error instanceof TypeError || error instanceof SyntaxError)) throw error;
    return open(json({ error: error.message }, 400), headers);
  }
}

type Route = (world: World, incoming: Incoming, rest: string) => unknown;

const ROUTES: Readonly<Record<string, Route>> = {
  'GET log': (world) => world.log.entries,
  'DELETE log': (world) => world.log.clear(),
  'GET objects': (world) =>
    Promise.all(
      [...world.bucket.objects.values()].filter(({ derived }) => !derived).map((object) => describe(world, object)),
    ),
  'GET uploads': (world) =>
    [...world.bucket.uploads.values()].map((upload) => ({
      bucket: world.bucket.name,
      key: upload.key,
      uploadId: upload.id,
      parts: ordered(upload).map(({ n, size, etag }) => ({ n, size, etag: `"${etag}"` })),
    })),
  'GET videos': (world) =>
    Promise.all(
      world.videos.all.map(async (video) => ({
        videoId: video.id,
        key: video.key,
        title: video.title,
        fileName: video.fileName,
        status: (await world.look(video)).status,
      })),
    ),
  'GET settings': (world) => world.settings,
  'PATCH settings': async (world, incoming) => world.configure((await bodyOf(incoming)) as SettingsPatch),
  'GET faults': (world) => world.faults.list,
  'POST faults': async (world, incoming) => world.faults.add((await bodyOf(incoming)) as FaultOrder),
  'DELETE faults': (world, _, id) => (id === '' ? world.faults.clear() : world.faults.remove(id)),
  'GET overlays': (world) => world.overlays.list,
  'POST overlays': async (world, incoming) => world.overlays.add((await bodyOf(incoming)) as OverlayOrder),
  'DELETE overlays': (world, _, id) => (id === '' ? world.overlays.clear() : world.overlays.remove(id)),
  'POST expire': (world) => world.credentials.expireAll(),
  'DELETE ': (world) => {
    kits.delete(world);
    return world.wipe();
  },
};

async function describe({ bucket }: World, object: StoredObject): Promise<unknown> {
  const sha256 = await createSHA256();
  sha256.init();
  for await (const chunk of object.content.read()) sha256.update(chunk);
  const { key, content, crc64, etag, type } = object;
  const md5 = object.content.pieces.length === 1 && type === 'Normal' ? etag.toLowerCase() : undefined;
  return { bucket: bucket.name, key, size: content.size, sha256: sha256.digest('hex'), md5, crc64: crc64.toString() };
}

/** The kit as a page's own backend would mount it; here everybody may do everything. */
async function backend(
  emulator: Emulator,
  world: World,
  endpointFor: EndpointFor,
  incoming: Incoming,
): Promise<Response> {
  const { method, url, headers } = incoming;
  const isPreflight = method === 'OPTIONS';
  const op = isPreflight ? 'Preflight' : (url.pathname.split('/').at(-1) ?? '');
  const entry = world.log.open({
    service: 'backend',
    op,
    method,
    host: url.host,
    path: url.pathname,
    query: {},
    headers,
    startedAt: world.clock(),
  });
  const refuse = (status = 503, code = 'ServiceUnAvailable', message = 'The backend refuses.'): Response => {
    entry.code = code;
    return json({ RequestId: crypto.randomUUID(), Code: code, Message: message }, status);
  };
  return suffer(world, entry, incoming, {
    refuse,
    expired: () => refuse(401, 'Unauthorized', 'Sign in again.'),
    async act(arriving) {
      if (isPreflight) return open(new Response(null, { status: 204 }), headers);
      return kitRequest(emulator, world, endpointFor(world, url), arriving);
    },
    // Nobody but the backend itself allows a page anything beforehand.
    dress: (response) => (isPreflight ? response : open(response, headers)),
  });
}

// One kit per world and address: it remembers Idempotency-Keys.
type Kit = (request: Request) => Promise<Response>;

const kits = new WeakMap<World, Map<string, Kit>>();

async function kitRequest(
  emulator: Emulator,
  world: World,
  ossEndpoint: string,
  incoming: Incoming,
): Promise<Response> {
  const { method, url, headers, body } = incoming;
  let byEndpoint = kits.get(world);
  if (!byEndpoint) kits.set(world, (byEndpoint = new Map<string, Kit>()));
  let kit = byEndpoint.get(ossEndpoint);
  if (!kit) {
    const client = emulator.client(world.name, { ossEndpoint });
    byEndpoint.set(ossEndpoint, (kit = openBackend(client)));
  }
  const bytes = await gather(body, LARGEST_BODY);
  return kit(new Request(url, { method, headers, ...(bytes.byteLength > 0 && { body: bytes }) }));
}

async function bodyOf({ body }: Incoming): Promise<unknown> {
  return JSON.parse(new TextDecoder().decode(await gather(body, LARGEST_BODY)));
}

const json = (value: unknown, status = 200): Response =>
  new Response(JSON.stringify(value ?? { ok: true }), { status, headers: { 'content-type': 'application/json' } });

function open(response: Response, headers: Headers): Response {
  const origin = headers.get('origin');
  if (origin === null) return response;
  response.headers.set('access-control-allow-origin', origin);
  response.headers.set('access-control-allow-methods', 'GET, POST, PATCH, DELETE');
  response.headers.set('access-control-allow-headers', headers.get('access-control-request-headers') ?? '*');
  return response;
}
