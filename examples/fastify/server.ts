// The backend as a part of a Fastify app. How to run it: ../README.md
import fastify, { type FastifyPluginAsync } from 'fastify';
import { createEventHandler, createVodHandler } from 'vod-uploader/server';
import { createNodeClient, toNodeHandler } from 'vod-uploader/server/node';

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
  client: createNodeClient({
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

const [handleVod, handleEvents] = [toNodeHandler(vod), toNodeHandler(events)];

/** A scope of its own, because here Fastify must leave the bodies alone: the kit reads them, and answers, itself. */
const uploads: FastifyPluginAsync = async (scope) => {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', (_request, _body, done) => done(null));
  scope.all('/api/vod/*', (request, reply) => handleVod(request.raw, reply.hijack().raw));
  scope.post('/api/vod-events', (request, reply) => handleEvents(request.raw, reply.hijack().raw));
};

const app = fastify();
await app.register(uploads);
// Outside of that scope everything is as ever.
app.post('/echo', (request) => request.body);

await app.listen({ port: Number(env.PORT ?? 3000), host: '127.0.0.1' });
console.log('listening on', app.server.address());
