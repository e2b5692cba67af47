import type { IncomingMessage, ServerResponse } from 'node:http';
import { diskStorage } from './disk.js';
import { createEmulator, type Emulator } from './emulator.js';
import { headersOf, serveNode, urlOf } from './node-adapter.js';
import type { SettingsPatch } from './settings.js';

/** What is used of Koa's context. */
export interface KoaContext {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  /** `false`: the middleware has answered by itself. */
  respond?: boolean;
}

export interface MiddlewareOptions {
  readonly settings?: SettingsPatch;
}

/** For web-test-runner's and web-dev-server's `middleware`: the emulator on the test page's own port. */
export function emulatorMiddleware({ settings }: MiddlewareOptions = {}): (
  context: KoaContext,
  next: () => Promise<unknown>,
) => Promise<unknown> {
  let starting: Promise<Emulator> | undefined;
  return async (context, next) => {
    const { req, res } = context;
    const emulator = await (starting ??= start(settings));
    const url = urlOf(req);
    if (!url || !emulator.claims(req.method ?? 'GET', url, headersOf(req))) return next();
    context.respond = false;
    return serveNode(req, res, (incoming) => emulator.handle(incoming));
  };
}

async function start(settings: SettingsPatch | undefined): Promise<Emulator> {
  const storage = await diskStorage();
  return createEmulator({ storage, ...(settings && { settings }) });
}
