import { expect } from '@open-wc/testing';
import { waitUntil } from '../support/wait-until.js';
import { HashLadder, type Rung, rungs } from '../../src/web/hash-ladder.js';
import { createHasher } from '../../src/web/hasher.js';

const MIB = 2 ** 20;
/** As OpenSSL has them. */
const EXPECTED: readonly [size: number, md5: string][] = [
  [0, '1B2M2Y8AsgTpgAmY7PhCfg=='],
  [1, 'k7iFrf4NoInN9jSQT9WfcQ=='],
  [2 * MIB + 1, '3kCuZkxw5TAaTErF8XO9nQ=='],
  [10 * MIB, 'dFfc6fWFqqoSZT93kKsUpw=='],
];
const TWENTY_MIB = '9P0rIgM86bb1w61KUNdriQ==';
const ONE_BYTE = EXPECTED[1]![1];

function blobOf(size: number): Blob {
  const bytes = new Uint8Array(size);
  for (let index = 0; index < size; index += 1) bytes[index] = index * 31 + (index >> 8);
  return new Blob([bytes]);
}

const signal = new AbortController().signal;
const own = new URL('../../src/web/hash-worker.ts', import.meta.url).href;
const script = (text: string): string => URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
const withoutWasm = (): string =>
  script(`import ${JSON.stringify(own)}; WebAssembly.compile = () => Promise.reject(new Error('refused'));
    WebAssembly.instantiate = WebAssembly.compile;`);
const dying = (): string => script(`onmessage = () => { throw new Error('a worker that dies, on purpose'); };`);
const elsewhere = `http://127.0.0.1:${location.port}/src/web/hash-worker.ts`;

async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.fail('it was fulfilled'),
    (error: unknown) => error,
  );
}

describe('a hasher', () => {
  const Native = Worker;
  let made: { url: string; ended: boolean }[];
  const living = () => made.filter(({ ended }) => !ended).length;

  beforeEach(() => {
    made = [];
    globalThis.Worker = class extends Native {
      readonly record: { url: string; ended: boolean };
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        this.record = { url: String(url), ended: false };
        made.push(this.record);
      }
      override terminate(): void {
        this.record.ended = true;
        super.terminate();
      }
    };
  });
  afterEach(() => {
    globalThis.Worker = Native;
  });

  const WAYS: Record<string, { workerUrl?: () => string; survives: number }> = {
    'a worker': { survives: 1 },
    'a worker that may not use WebAssembly': { workerUrl: withoutWasm, survives: 1 },
    'the main thread, when the script is not there': { workerUrl: () => '/no-such-worker.js', survives: 0 },
    'the main thread, when the script of another origin may not be read': {
      workerUrl: () => elsewhere,
      survives: 0,
    },
    'the main thread, when the worker dies': { workerUrl: dying, survives: 0 },
  };
  for (const [way, { workerUrl, survives }] of Object.entries(WAYS)) {
    it(`gives the MD5 of any Blob by way of ${way}`, async () => {
      const hasher = createHasher(workerUrl && { workerUrl: workerUrl() });
      for (const [size, md5] of EXPECTED) expect(await hasher.md5(blobOf(size), { signal })).to.equal(md5);
      expect(made).to.have.length(1);
      expect(living()).to.equal(survives);
      hasher.close();
      expect(living()).to.equal(0);
    });
  }

  it('goes to the main thread when no worker can be made at all', async () => {
    globalThis.Worker = class {
      constructor() {
        throw new TypeError('This document requires a TrustedScriptURL');
      }
    } as unknown as typeof Worker;
    expect(await createHasher().md5(blobOf(1), { signal })).to.equal(ONE_BYTE);
  });

  it('begins with nothing loaded and no worker', () => {
    createHasher().close();
    expect(made).to.deep.equal([]);
  });

  it('reads and hashes nothing on the main thread while a worker does it', async () => {
    const hasher = createHasher();
    const blob = blobOf(20 * MIB);
    const { arrayBuffer } = Blob.prototype;
    let read = 0;
    let turns = 0;
    let over = false;
    Blob.prototype.arrayBuffer = function () {
      read += 1;
      return arrayBuffer.call(this);
    };
    try {
      const turn = (): void => {
        turns += 1;
        if (!over) setTimeout(turn);
      };
      setTimeout(turn);
      expect(await hasher.md5(blob, { signal })).to.equal(TWENTY_MIB);
      expect(read).to.equal(0);
      expect(turns).to.be.greaterThan(2);
    } finally {
      over = true;
      Blob.prototype.arrayBuffer = arrayBuffer;
      hasher.close();
    }
  });

  it('takes several at a time, with one worker', async () => {
    const hasher = createHasher();
    const all = await Promise.all(EXPECTED.map(([size]) => hasher.md5(blobOf(size), { signal })));
    expect(all).to.deep.equal(EXPECTED.map(([, md5]) => md5));
    expect(made).to.have.length(1);
    hasher.close();
  });

  it('drops what is aborted, under way or waiting, and goes on with the next in the same worker', async () => {
    const hasher = createHasher();
    await hasher.md5(blobOf(1), { signal });
    const [under, waiting] = [new AbortController(), new AbortController()];
    const big = blobOf(20 * MIB);
    const order: string[] = [];
    const first = rejection(hasher.md5(big, { signal: under.signal })).then((e) => (order.push('first'), e));
    const second = rejection(hasher.md5(big, { signal: waiting.signal })).then((e) => (order.push('second'), e));
    const third = hasher.md5(big, { signal }).then((md5) => (order.push('third'), md5));
    waiting.abort(new Error('not this one'));
    expect(await second).to.have.property('message', 'not this one');
    under.abort(new Error('nor this one'));
    expect(await first).to.have.property('message', 'nor this one');
    expect(await third).to.equal(TWENTY_MIB);
    expect(order).to.deep.equal(['second', 'first', 'third']);
    expect(made).to.have.length(1);
    expect(await rejection(hasher.md5(big, { signal: AbortSignal.abort('before') }))).to.equal('before');
    hasher.close();
  });

  it('rejects what is under way, and what comes later, when it is closed', async () => {
    const hasher = createHasher({ workerUrl: script('') });
    const first = rejection(hasher.md5(blobOf(1), { signal }));
    const early = createHasher();
    const tooEarly = rejection(early.md5(blobOf(1), { signal }));
    early.close();
    await waitUntil(() => living() === 1);
    hasher.close();
    expect(living()).to.equal(0);
    for (const error of [await first, await tooEarly, await rejection(hasher.md5(blobOf(1), { signal }))])
      expect(error).to.have.property('name', 'AbortError');
  });

  it('ends an idle worker, and makes another when there is work again', async () => {
    const ladder = new HashLadder(rungs(own, { idleMs: 1 }));
    expect(await ladder.md5(blobOf(1), signal)).to.equal(ONE_BYTE);
    await waitUntil(() => living() === 0);
    expect(await ladder.md5(blobOf(1), signal)).to.equal(ONE_BYTE);
    expect(made).to.have.length(2);
    ladder.close();
  });

  it('leaves a worker that says nothing', async () => {
    const ladder = new HashLadder(rungs(script(''), { silenceMs: 1 }));
    expect(await ladder.md5(blobOf(1), signal)).to.equal(ONE_BYTE);
    expect(living()).to.equal(0);
  });

  it('begins at the top again when nothing at all could be loaded', async () => {
    const offline: Rung = () => Promise.reject(new TypeError('Failed to fetch'));
    let online = false;
    const [worker] = rungs(own);
    const ladder = new HashLadder([() => (online ? worker! : offline)(), offline]);
    expect(await rejection(ladder.md5(blobOf(1), signal))).to.include({ code: 'network', retryable: true });
    online = true;
    expect(await ladder.md5(blobOf(1), signal)).to.equal(ONE_BYTE);
    ladder.close();
  });
});
