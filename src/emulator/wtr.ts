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

// mediabunny's package.json maps this file to nothing for browsers, which web-test-runner (1.0) does not heed for
// relative imports; without it the emulator cannot run inside a test page.
const NODE_ONLY = '/mediabunny/dist/modules/src/node.js';

/** For web-test-runner's and web-dev-server's `middleware`: the emulator on the test page's own port. */
export function emulatorMiddleware({ settings }: MiddlewareOptions = {}): (
  context: KoaContext,
  next: () => Promise<unknown>,
) => Promise<unknown> {
  let starting: Promise<Emulator> | undefined;
  return async (context, next) => {
    const { req, res } = context;
    const url = urlOf(req);
    if (url?.pathname.endsWith(NODE_ONLY)) {
      context.respond = false;
      res.writeHead(200, { 'content-type': 'text/javascript' }).end('export const fs = {};');
      return undefined;
    }
    const emulator = await (starting ??= start(settings));
    if (!url || !emulator.claims(req.method ?? 'GET', url, headersOf(req))) return next();
    context.respond = false;
    return serveNode(req, res, (incoming) => emulator.handle(incoming));
  };
}

async function start(settings: SettingsPatch | undefined): Promise<Emulator> {
  const storage = await diskStorage();
  return createEmulator({ storage, ...(settings && { settings }) });
}
