import { createEmulator } from '../../src/emulator/index.js';
import type { SettingsPatch } from '../../src/emulator/settings.js';
import { createVodHandler, type VodClient, type VodHandlerOptions } from '../../src/server/index.js';
import type { CheckOptions } from '../../src/check/options.js';
import { ACTIONS } from '../../src/vod/protocol.js';

export type Handler = (request: Request) => Promise<Response>;

export const ENDPOINT = 'https://shop.example/api/vod';
export const ORIGIN = 'https://www.shop.example';

/** Everything that a check can look at: two users with sessions, another origin, deleting. */
export const WHOLE: Omit<CheckOptions, 'fetch'> = {
  endpoint: ENDPOINT,
  origin: ORIGIN,
  headers: { cookie: 'session=ann' },
  otherHeaders: { cookie: 'session=bob' },
  deletes: true,
  // Nothing here takes any time.
  wait: () => Promise.resolve(),
};

export interface GoodOptions {
  readonly change?: (options: VodHandlerOptions<string>) => VodHandlerOptions<string>;
  readonly settings?: SettingsPatch;
}

/** The kit in front of the emulator, both in this process, set up as its page says. */
export async function goodBackend({ change = (options) => options, settings = {} }: GoodOptions = {}): Promise<{
  readonly handler: Handler;
  readonly client: VodClient;
  close(): Promise<void>;
}> {
  const emulator = createEmulator({ settings });
  const client = emulator.client('shop', { ossEndpoint: 'https://oss-cn-shanghai.aliyuncs.com' });
  const owners = new Map<string, string>();
  const own =
    (user: string) =>
    (id: string): void =>
      void owners.set(id, user);
  const handler = createVodHandler<string>(
    change({
      client,
      authorize: (request) => /\bsession=(\w+)/.exec(request.headers.get('cookie') ?? '')?.[1],
      owns: (user, id) => owners.get(id) === user,
      onCreated: (user, id) => own(user)(id),
      onImageCreated: (user, id) => own(user)(id),
      onImported: (user, jobs) =>
        jobs.flatMap(({ jobId, mediaId }) => [jobId, mediaId ?? []].flat()).forEach(own(user)),
      allow: ACTIONS,
      cors: { origins: [ORIGIN], credentials: true },
      rateLimits: false,
      cacheMs: 0,
      batchMs: 0,
      onError: () => undefined,
    }),
  );
  return { handler, client, close: () => emulator.close() };
}

/** A handler in this process for a check that would go by the network. */
export const fetchOf =
  (handler: Handler) =>
  (url: string, init: RequestInit): Promise<Response> =>
    handler(new Request(url, init));
