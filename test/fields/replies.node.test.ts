import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createVodBackend, type VodBackend } from '../../src/core.js';
import { startEmulator, type RunningEmulator } from '../../src/emulator/node.js';
import { createVodHandler } from '../../src/server/handler.js';
import { createNodeClient, toNodeHandler } from '../../src/server/node.js';
import { upload } from '../emulator/wire.js';
import { tables } from './read-tables.js';
import { filled, overlayFor, seen, type FieldTable, type ResponseField } from './table.js';

const WORLD = 'fields';
const CLIP = readFileSync('test/media/clip.mp4');
const { signal } = new AbortController();
const options = { signal };

let emulator: RunningEmulator;
let vod: VodBackend;
let ims: VodBackend;
/** What there is at the emulator: a film that plays, an import of each service that is over. */
const there: Record<string, string> = {};
const servers: Server[] = [];

async function serve(listener: Parameters<typeof createServer>[1]): Promise<string> {
  const server = createServer(listener!);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A page's server, which speaks to the emulator by Alibaba's own client. */
function kit() {
  const client = createNodeClient({
    ...emulator.world(WORLD).account,
    endpoint: `127.0.0.1:${emulator.port}`,
    protocol: 'http',
  });
  const open = { authorize: () => true, owns: 'any', rateLimits: false, cacheMs: 0, batchMs: 0 } as const;
  return toNodeHandler(createVodHandler({ client, ...open }));
}

async function film(): Promise<string> {
  const { videoId, open, part, complete } = await upload(emulator, WORLD);
  const uploadId = await open();
  const { headers } = await part(uploadId, 1, new Uint8Array(CLIP));
  expect((await complete(uploadId, [[1, headers.get('etag')]])).status).toBe(200);
  return videoId;
}

async function imported(backend: VodBackend, url: string): Promise<string> {
  const request = { url, metadata: { title: 'Imported' } };
  const [receipt] = await backend.submitImports([request], { sessionId: crypto.randomUUID(), signal });
  const { jobId } = receipt!;
  const [report] = await vi.waitFor(async () => {
    const reports = await backend.reportImports([jobId], options);
    expect(reports[0]!.status).toBe('succeeded');
    return reports;
  }, 60_000);
  return report!.jobId;
}

beforeAll(async () => {
  const settings = { analyseMs: 0, transcodeMs: 0, importPendingMs: 0, importStepMs: 0 };
  emulator = await startEmulator({ storage: 'memory', settings });
  const handle = kit();
  const endpoint = `${await serve((req, res) => void handle(req, res))}/api/vod`;
  vod = createVodBackend({ endpoint });
  ims = createVodBackend({ endpoint, service: 'ims' });
  const films = await serve((_, res) => void res.end(CLIP));
  there['media'] = await film();
  there['GetURLUploadInfos'] = await imported(vod, `${films}/one.mp4`);
  there['ims/GetUrlUploadInfos'] = await imported(ims, `${films}/two.mp4`);
});

afterAll(async () => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  await emulator.close();
});

/** By itself the emulator names everything that it does not know: then no list that a row lays would tell anything. */
beforeEach(() => {
  const { overlays, log } = emulator.world(WORLD);
  overlays.clear();
  log.clear();
  const lists = { NonExistMediaIds: null, NonExistReferenceIds: null };
  overlays.add({ op: 'GetUploadDetails', values: lists });
  overlays.add({ op: 'BatchGetMediaInfos', values: lists });
  overlays.add({ op: 'GetURLUploadInfos', values: { NonExists: null } });
  overlays.add({ op: 'ims/GetUrlUploadInfos', values: { NonExists: null } });
});

const idFor = ({ op }: FieldTable): string => there[op] ?? there['media']!;

async function ask(table: FieldTable, { of, by }: Pick<ResponseField, 'of' | 'by'>): Promise<unknown> {
  const ids = [idFor(table), ...(of === undefined ? [] : [of])];
  if (by === 'findByReference') return (await vod.findByReference([of!], options)).at(-1);
  switch (table.op) {
    case 'CreateUploadVideo':
      return vod.create({ title: 'Made', fileName: 'made.mp4', fileSize: 7 }, { signal, idempotencyKey: 'k' });
    case 'GetURLUploadInfos':
      return (await vod.reportImports(ids, options)).at(-1);
    case 'ims/GetUrlUploadInfos':
      return (await ims.reportImports(ids, options)).at(-1);
    default:
      return (await vod.report(ids, options)).at(-1);
  }
}

describe.each(tables)('each field of $op ($service)', (table) => {
  it.each(table.response.map((row) => [row.path, row] as const))('%s is read', async (_, row) => {
    const own = filled(row, { id: idFor(table) });
    expect(seen(await ask(table, own), own), 'what is there by itself is something else').not.toEqual(own.reads);
    emulator.world(WORLD).overlays.add(overlayFor(table, own, { id: idFor(table) }));
    expect(seen(await ask(table, own), own)).toEqual(own.reads);
  });
});

describe.each(tables)('each parameter of $op ($service)', (table) => {
  const storage = `outin-${WORLD}.oss-cn-shanghai.aliyuncs.com`;
  const log = () => emulator.world(WORLD).log.entries.filter(({ service, op }) => service === 'vod' && op === table.op);

  it.runIf(table.op === 'CreateUploadVideo')('is sent, all of them at once', async () => {
    const request = filled(table.request, { storage, size: '1234' });
    const metadata = Object.fromEntries(request.flatMap((row) => (row.metadata ? [[row.metadata, row.given]] : [])));
    const own = { title: '', fileName: 'clip.mp4', fileSize: 1_234, ...metadata };
    await vod.create(own, { signal, idempotencyKey: 'all' });
    expect(log()).toHaveLength(1);
    expect(log()[0]!.query).toMatchObject(Object.fromEntries(request.map(({ name, sent }) => [name, sent])));
  });

  it.each(table.request.filter(({ by }) => by !== undefined).map((row) => [row.name, row] as const))(
    '%s is sent',
    async (name, row) => {
      const { by, given, sent } = filled(row, { id: idFor(table) });
      const backend = table.op.startsWith('ims/') ? ims : vod;
      await backend[by!](given as string[], options);
      expect(log()).toHaveLength(1);
      expect(name === 'Action' ? log()[0]!.op : log()[0]!.query[name]).toBe(sent);
    },
  );
});
