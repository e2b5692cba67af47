import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Connect, Plugin } from 'vite';
import { createVodHandler } from '../server/handler.js';
import { createNodeClient } from '../server/node-client.js';
import { toNodeHandler, type NodeHandler } from '../server/node.js';
import { accountOf } from './credentials.js';
import { diskStorage } from './disk.js';
import { createEmulator } from './emulator.js';
import { headersOf, serveNode, urlOf } from './node-adapter.js';

const DEMO_WORLD = 'demo';
const API = '/api/vod/';

/** The real service when its keys are in the environment. */
function realClient(): { client: ReturnType<typeof createNodeClient>; region: string } | undefined {
  const { ALIBABA_CLOUD_ACCESS_KEY_ID: id, ALIBABA_CLOUD_ACCESS_KEY_SECRET: secret } = process.env;
  const { ALIBABA_CLOUD_SECURITY_TOKEN: token, VOD_REGION: region = 'cn-shanghai' } = process.env;
  if (!id || !secret) return undefined;
  const keys = { accessKeyId: id, accessKeySecret: secret, ...(token && { securityToken: token }) };
  return { client: createNodeClient({ ...keys, region }), region };
}

/** Alibaba's own client, pointed at the emulator on this very port: the demo's backend is what a real one would be. */
const emulatorClient = (port: number): ReturnType<typeof createNodeClient> =>
  createNodeClient({ ...accountOf(DEMO_WORLD), endpoint: `127.0.0.1:${port}`, protocol: 'http' });

/** No other site may reach the keys in this process, not by a name of its own that leads here (DNS rebinding) either. */
const isThisMachine = ({ url }: Request): boolean =>
  ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname);

/**
 * The backend kit under `/api/vod`, over Alibaba Cloud when `ALIBABA_CLOUD_ACCESS_KEY_ID` and
 * `ALIBABA_CLOUD_ACCESS_KEY_SECRET` are set (`ALIBABA_CLOUD_SECURITY_TOKEN` and `VOD_REGION` beside them), else over the
 * emulator on the same port. The emulator's worlds are there in both cases.
 */
export function vodEmulator(): Plugin {
  const real = realClient();
  let backend: NodeHandler | undefined;
  const handlerAt = (port: number): NodeHandler =>
    toNodeHandler(
      createVodHandler({ client: real?.client ?? emulatorClient(port), authorize: isThisMachine, owns: 'any' }),
    );

  const attach = async (stack: Connect.Server, server: Server): Promise<void> => {
    const emulator = createEmulator({ storage: await diskStorage() });
    // A slow upload is not a stuck one.
    server.requestTimeout = 0;
    server.once('close', () => void emulator.close());
    const middleware = (req: IncomingMessage, res: ServerResponse, next: Connect.NextFunction): void => {
      const url = urlOf(req);
      if (!url) return next();
      if (emulator.claims(req.method ?? 'GET', url, headersOf(req))) {
        serveNode(req, res, (incoming) => emulator.handle(incoming)).catch(next);
      } else if (url.pathname.startsWith(API)) {
        backend ??= handlerAt((server.address() as AddressInfo).port);
        void backend(req, res, next);
      } else next();
    };
    // First of all: Vite's own middlewares would answer preflights and refuse hosts that OSS goes by.
    stack.stack.unshift({ route: '', handle: middleware });
    server.once('listening', () => announce(server, real?.region));
  };

  return {
    name: 'vod-uploader-emulator',
    async configureServer(vite) {
      // One address is enough, and 127.0.0.1 is not the one: OSS goes by names under localhost
      vite.printUrls = () => undefined;
      if (vite.httpServer) await attach(vite.middlewares, vite.httpServer as Server);
    },
    async configurePreviewServer(vite) {
      vite.printUrls = () => undefined;
      await attach(vite.middlewares, vite.httpServer as Server);
    },
  };
}

function announce(server: Server, region: string | undefined): void {
  const { port } = server.address() as AddressInfo;
  const service = region === undefined ? 'emulator' : `Alibaba Cloud, ${region}`;
  console.log(`vod-uploader  http://localhost:${port}/  (${service})`);
}
