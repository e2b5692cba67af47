// The backend in a Hono app, here on Node. How to run it: ../README.md
import { createServer } from 'node:http';
import { Hono } from 'hono';
import { createEventHandler, createFetchClient, createVodHandler } from 'vod-uploader/server';
import { toNodeHandler } from 'vod-uploader/server/node';

const env = process.env;

/** Whose each media and each import is. Yours is a table: this one forgets when the process ends. */
const owners = new Map<string, string>();
/** Who is signed in. Yours is your session store. */
const sessions = new Map((env.SESSIONS ?? '').split(',').map((each) => each.split('=') as [string, string]));

/** The user whose token comes with the request (the element's `.headers`), or nothing. */
function userOf(request: Request): { id: string } | undefined {
  const id = sessions.get(request.headers.get('authorization')?.replace(/^Bearer /, '') ?? '');
  return id ? { id } : undefined;
}

const vod = createVodHandler({
  // With `fetch` alone, for wherever Hono runs; on Node, `createNodeClient` is as good.
  client: createFetchClient({
    accessKeyId: env.ALIBABA_CLOUD_ACCESS_KEY_ID,
    accessKeySecret: env.ALIBABA_CLOUD_ACCESS_KEY_SECRET,
    region: env.VOD_REGION,
    endpoint: env.VOD_ENDPOINT,
  }),
  authorize: (request) => userOf(request),
  owns: (user, id) => owners.get(id) === user.id,
  onCreated: (user, videoId) => owners.set(videoId, user.id),
  onImported: (user, jobs) => {
    for (const { jobId, mediaId } of jobs) for (const id of [jobId, mediaId]) if (id) owners.set(id, user.id);
  },
});

const events = createEventHandler({
  privateKey: env.VOD_CALLBACK_KEY,
  callbackUrl: env.VOD_CALLBACK_URL ?? '',
  onEvent: (event) => {
    // Nobody has asked since the import ended, so its media has no owner yet.
    const owner = event.type === 'UploadByURLComplete' && owners.get(event.jobId ?? '');
    if (owner && event.videoId) owners.set(event.videoId, owner);
    console.log(event.type, event.videoId ?? '');
  },
});

const app = new Hono();
// `all`, because a preflight is no POST. No middleware before it may read the body.
app.all('/api/vod/*', (c) => vod(c.req.raw));
app.post('/api/vod-events', (c) => events(c.req.raw));

// On Bun, Deno or Workers: `export default app`.
const server = createServer(toNodeHandler((request) => app.fetch(request)));
server.listen(Number(env.PORT ?? 3000), '127.0.0.1', () => console.log('listening on', server.address()));
