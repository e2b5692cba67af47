// The backend with Node's own server. How to run it: ../README.md
import { createServer } from 'node:http';
import { ACTIONS, createEventHandler, createVodHandler } from 'vod-uploader/server';
import { createNodeClient, toNodeHandler } from 'vod-uploader/server/node';

const env = process.env;

/** Whose each media and each import is. Yours is a table: this one forgets when the process ends. */
const owners = new Map<string, string>();
/** Who is signed in. Yours is your session store. */
const sessions = new Map((env.SESSIONS ?? '').split(',').map((each) => each.split('=') as [string, string]));

/** The user whose session's cookie comes with the request, or nothing. */
function userOf(request: Request): { id: string } | undefined {
  const [, session = ''] = /(?:^|;\s*)session=([^;]*)/.exec(request.headers.get('cookie') ?? '') ?? [];
  const id = sessions.get(session);
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
  // All there are, so that people may delete what they own: without this line nothing can be deleted.
  allow: ACTIONS,
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

const server = createServer((req, res) => {
  if (req.url?.startsWith('/api/vod/')) handleVod(req, res);
  else if (req.url === '/api/vod-events') handleEvents(req, res);
  else res.writeHead(404).end();
});
server.listen(Number(env.PORT ?? 3000), '127.0.0.1', () => console.log('listening on', server.address()));
