import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createVodBackend, createVodUploader, type VodBackend } from '../../src/core.js';
import { startEmulator, type RunningEmulator } from '../../src/emulator/node.js';
import { createVodHandler } from '../../src/server/handler.js';
import { createNodeClient, toNodeHandler } from '../../src/server/node.js';
import { upload } from '../emulator/wire.js';
import { tableOf, tables } from './read-tables.js';
import { filled, isHolder, overlayFor, seen, type FieldTable, type ResponseField } from './table.js';

const WORLD = 'fields';
const CLIP = readFileSync('test/media/clip.mp4');
/** Of its own for each call: nobody ends one. */
const unended = () => ({ signal: new AbortController().signal });

let emulator: RunningEmulator;
let endpoint: string;
/** Of films on this machine, without a name. */
let films: string;
let vod: VodBackend;
let ims: VodBackend;
/** What there is at the emulator: a film that plays, an import of each service that is over. */
const there: Record<string, string> = {};
const servers: Server[] = [];

async function serve(listener: Parameters<typeof createServer>[1]): Promise<string> {
  const server = createServer(listener);
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
  const [receipt] = await backend.submitImports([request], { sessionId: crypto.randomUUID(), ...unended() });
  const { jobId } = receipt!;
  const [report] = await vi.waitFor(async () => {
    const reports = await backend.reportImports([jobId], unended());
    expect(reports[0]!.status).toBe('succeeded');
    return reports;
  }, 60_000);
  return report!.jobId;
}

beforeAll(async () => {
  const settings = { analyseMs: 0, transcodeMs: 0, importPendingMs: 0, importStepMs: 0 };
  emulator = await startEmulator({ storage: 'memory', settings });
  const handle = kit();
  endpoint = `${await serve((req, res) => void handle(req, res))}/api/vod`;
  vod = createVodBackend({ endpoint });
  ims = createVodBackend({ endpoint, service: 'ims' });
  films = await serve((_, res) => void res.end(CLIP));
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
  if (by === 'findByReference') return (await vod.findByReference([of!], unended())).at(-1);
  switch (table.op) {
    case 'CreateUploadVideo':
      return vod.create({ title: 'Made', fileName: 'made.mp4', fileSize: 7 }, { ...unended(), idempotencyKey: 'k' });
    case 'GetURLUploadInfos':
      return (await vod.reportImports(ids, unended())).at(-1);
    case 'ims/GetUrlUploadInfos':
      return (await ims.reportImports(ids, unended())).at(-1);
    default:
      return (await vod.report(ids, unended())).at(-1);
  }
}

describe.each(tables)('each field of $op ($service)', (table) => {
  let usual: unknown;
  beforeAll(async () => void (usual = await ask(table, {})));

  it.each(table.response.map((row) => [row.path, row] as const))('%s is read', async (_, row) => {
    const own = filled(row, { id: idFor(table) });
    const before = own.of === undefined ? usual : await ask(table, own);
    expect(seen(before, own), 'what is there by itself is something else').not.toEqual(own.reads);
    emulator.world(WORLD).overlays.add(overlayFor(table, own, { id: idFor(table) }));
    expect(seen(await ask(table, own), own)).toEqual(own.reads);
  });
});

describe.each([
  ['vod', 'GetURLUploadInfos'],
  ['ims', 'ims/GetUrlUploadInfos'],
] as const)('an import of %s', (service, op) => {
  it('has all of it in its row', async () => {
    const table = tableOf(op);
    const rows = table.response.filter((row) => row.of === undefined && !isHolder(row));
    for (const row of rows) emulator.world(WORLD).overlays.add(overlayFor(table, row, 'first'));
    const uploader = createVodUploader({ endpoint, service, resumeMode: 'off', pollMs: [20, 50] });
    await uploader.addUrls([`${films}/row.mp4`]);
    const { importing } = await vi.waitFor(() => {
      const [row] = uploader.state.uploads;
      expect(row!.importing?.report).toBeDefined();
      return row!;
    }, 60_000);
    uploader.clear();
    for (const row of rows) expect(seen(importing!.report, row), row.path).toEqual(row.reads);
    expect(importing).toMatchObject({ status: 'uploading', rawStatus: 'Uploading' });
  });
});

const sentTo = (op: string) =>
  emulator.world(WORLD).log.entries.filter((entry) => entry.service === 'vod' && entry.op === op);

describe('the parameters of CreateUploadVideo', () => {
  it('are sent, all of them at once', async () => {
    const storage = `outin-${WORLD}.oss-cn-shanghai.aliyuncs.com`;
    const request = filled(tableOf('CreateUploadVideo').request, { storage, size: '1234' });
    const metadata = Object.fromEntries(request.flatMap((row) => (row.metadata ? [[row.metadata, row.given]] : [])));
    const own = { title: '', fileName: 'clip.mp4', fileSize: 1_234, ...metadata };
    await vod.create(own, { ...unended(), idempotencyKey: 'all' });
    const [created, ...more] = sentTo('CreateUploadVideo');
    expect(created!.query).toMatchObject(Object.fromEntries(request.map(({ name, sent }) => [name, sent])));
    expect(more).toEqual([]);
  });
});

const others = tables.flatMap((table) => table.request.flatMap((row) => (row.by ? [{ table, row, ...row }] : [])));

describe('the parameter', () => {
  it.each(others)('$name of $table.op is sent', async ({ table, row }) => {
    const { name, by, given, sent } = filled(row, { id: idFor(table) });
    const backend = table.op.startsWith('ims/') ? ims : vod;
    await backend[by!](given as string[], unended());
    const [asked, ...more] = sentTo(table.op);
    expect(name === 'Action' ? asked!.op : asked!.query[name]).toBe(sent);
    expect(more).toEqual([]);
  });
});
