import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { FaultOrder } from '../../src/emulator/faults.js';
import type { Emulator } from '../../src/emulator/emulator.js';
import { startEmulator, type RunningEmulator } from '../../src/emulator/node.js';
import type { SettingsPatch } from '../../src/emulator/settings.js';
import { encodePath, encodeQuery, type SigningKeys } from '../../src/oss/request.js';
import { signV4 } from '../../src/oss/sign-v4.js';
import { upload, wire, type Sent } from '../emulator/wire.js';
import { named, type RowId } from './catalogue.js';

export const PART = 102_400;

type Bytes = Uint8Array<ArrayBuffer>;
type Opened = Awaited<ReturnType<typeof upload>>;

export interface Client extends Opened {
  readonly running: RunningEmulator;
  /** With the keys of the account's owner, to any key of the bucket. */
  readonly owner: (key: string) => ReturnType<typeof wire>;
  /** The path goes out as it is: no URL class tidies it up, and a body may be shorter than it says. */
  readonly raw: (method: string, path: string, sent?: Raw) => Promise<number | 'cut'>;
  /** Another media of the same account, with its own credentials. */
  readonly another: () => Promise<Opened>;
  /** Names of the files that bodies are stored in. */
  readonly files: () => Promise<string[]>;
}

export interface Raw extends Pick<Sent, 'query' | 'headers'> {
  readonly keys?: SigningKeys;
  readonly body?: Bytes;
  /** What is signed, where that differs from the path. */
  readonly key?: string;
}

export interface StrictCase {
  readonly which?: string;
  readonly settings?: SettingsPatch;
  /** Each must fire, or the row fails. */
  readonly faults?: readonly FaultOrder[];
  /** A client that does something wrong, and what it is told. */
  readonly act: (client: Client) => Promise<void>;
  /** What every object of the bucket is to hold at the end. */
  readonly object: 'absent' | Bytes | (() => Bytes);
  /** In the order in which they arrived, with the code of a refusal: `UploadPart 1 NoSuchUpload`. */
  readonly requests: readonly string[] | ((requests: readonly string[]) => void);
  /** What its client left behind. */
  readonly unfinished?: number;
}

let folder = '';
let running: RunningEmulator;
let worlds = 0;

/** For a whole file of rows: one emulator behind a real socket, with a folder of its own. */
export function useEmulator(): void {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'strict-'));
    running = await startEmulator({ folder });
  });
  afterAll(async () => {
    await running.close();
    expect(await readdir(folder), 'files left').toEqual([]);
    await rm(folder, { recursive: true });
  });
}

/** One case of what the emulator must not let pass: a lenient one hides the mistakes of a client. */
export function strict(id: RowId, kase: StrictCase): void {
  it(named(id, kase.which), async () => {
    const name = `${id.toLowerCase()}-${(worlds += 1)}`;
    try {
      await play(kase, name);
    } finally {
      // Whatever went wrong here is not to be found in the next row.
      await running.world(name).wipe();
      await expect.poll(filesOf).toEqual([]);
    }
  });
}

async function play(kase: StrictCase, name: string): Promise<void> {
  const world = running.world(name);
  world.configure(kase.settings ?? {});
  const orders = (kase.faults ?? []).map((order) => world.faults.add(order));
  const first = await upload(running, name);
  world.log.clear();
  await kase.act(clientOf(first, name));

  for (const { what, hits } of orders) expect(hits, `${what} fired`).toBeGreaterThan(0);
  const requests = requestsOf(running, name);
  if (typeof kase.requests === 'function') kase.requests(requests);
  else expect(requests).toEqual(kase.requests);
  const wanted = kase.object === 'absent' ? [] : [typeof kase.object === 'function' ? kase.object() : kase.object];
  const objects = [...world.bucket.objects.values()];
  expect(await Promise.all(objects.map(({ content }) => sha256(content.read())))).toEqual(
    await Promise.all(wanted.map((bytes) => sha256([bytes]))),
  );
  expect(world.bucket.uploads.size, 'multipart uploads left').toBe(kase.unfinished ?? 0);
  // Whatever its keys were called: what is stored lies in one folder, under numbers.
  expect(await readdir(folder)).toHaveLength(1);
  expect((await filesOf()).filter((file) => !/^\d+$/.test(file))).toEqual([]);
}

function clientOf(first: Opened, name: string): Client {
  const { account, bucket } = running.world(name);
  return {
    ...first,
    running,
    owner: (key) => wire(running, bucket.name, key, account),
    another: () => upload(running, name),
    files: filesOf,
    async raw(method, path, { query = {}, headers = {}, keys = account, body, key = path } = {}) {
      const signable = { method, bucket: bucket.name, key, query, headers };
      const signed = await signV4(signable, keys, Date.now(), { region: 'cn-shanghai' });
      const req = httpRequest({
        ...{ host: '127.0.0.1', port: running.port, method, headers: signed },
        path: `/${bucket.name}/${path === key ? encodePath(path) : path}${encodeQuery(query)}`,
      });
      const answer = once(req, 'response') as Promise<[IncomingMessage]>;
      req.end(body);
      return answer.then(
        ([res]) => (res.resume(), res.statusCode ?? 0),
        () => 'cut' as const,
      );
    },
  };
}

const requestsOf = (emulator: Pick<Emulator, 'world'>, name: string): string[] =>
  emulator
    .world(name)
    .log.entries.map(({ op, part, status, code, cut }) =>
      [op, part, cut ? 'cut' : (code ?? status)].filter((x) => x !== undefined).join(' '),
    );

const filesOf = async (): Promise<string[]> => {
  const [own] = await readdir(folder);
  return own === undefined ? [] : (await readdir(join(folder, own))).sort();
};

async function sha256(chunks: AsyncIterable<Bytes> | Iterable<Bytes>): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of chunks) hash.update(chunk);
  return hash.digest('hex');
}

/** Of one letter, or of a text as it is. */
export const bytesOf = (text: string, size = text.length): Bytes =>
  new TextEncoder().encode(text.repeat(Math.ceil(size / text.length)).slice(0, size));

/** As OSS computes it. */
export const etagOf = (body: Bytes): string => `"${createHash('md5').update(body).digest('hex').toUpperCase()}"`;
