// The backend in a Next.js app (App Router). How to run it: ../README.md
import { createEventHandler, createFetchClient, createVodHandler } from 'vod-uploader/server';

const env = process.env;

/**
 * Whose each media and each import is. Yours is a table: Next may run each route, and each request, in a process of its
 * own, which know nothing of each other.
 */
const owners = new Map<string, string>();
/** Who is signed in. Yours is your session store. */
const sessions = new Map((env.SESSIONS ?? '').split(',').map((each) => each.split('=') as [string, string]));

/** The user whose session's cookie comes with the request, or nothing. */
function userOf(request: Request): { id: string } | undefined {
  const [, session = ''] = /(?:^|;\s*)session=([^;]*)/.exec(request.headers.get('cookie') ?? '') ?? [];
  const id = sessions.get(session);
  return id ? { id } : undefined;
}

const createVod = () =>
  createVodHandler({
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

let made: ReturnType<typeof createVod> | undefined;

/** Made with the first request: `next build` loads this module too, on a machine that should not have the keys. */
export const vod = (request: Request): Promise<Response> => (made ??= createVod())(request);

export const events = createEventHandler({
  privateKey: env.VOD_CALLBACK_KEY,
  callbackUrl: env.VOD_CALLBACK_URL ?? '',
  onEvent: (event) => {
    // Nobody has asked since the import ended, so its media has no owner yet.
    const owner = event.type === 'UploadByURLComplete' && owners.get(event.jobId ?? '');
    if (owner && event.videoId) owners.set(event.videoId, owner);
    console.log(event.type, event.videoId ?? '');
  },
});
