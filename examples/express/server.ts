// The backend in an Express app whose pages are of another origin. How to run it: ../README.md
import express from 'express';
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
  cors: { origins: (env.PAGE_ORIGIN ?? '').split(',') },
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

const app = express();
// `use`, not `post`: the path goes on with the action, and a preflight is no POST.
// Before `express.json()`: the kit reads bodies itself, and no more of them than it wants.
app.use('/api/vod', toNodeHandler(vod));
app.use('/api/vod-events', toNodeHandler(events));
// After them, what the rest of the site needs.
app.use(express.json());
app.post('/echo', (req, res) => void res.json(req.body));

const server = app.listen(Number(env.PORT ?? 3000), '127.0.0.1', () => console.log('listening on', server.address()));
