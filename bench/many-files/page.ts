/**
 * The page of bench/many-files.ts: `<vod-uploader multiple manual>` over a store that tells of progress and sends
 * nothing, so that only the page's own work is measured.
 */
import '../../src/define.js';
import type { OpenStore } from '../../src/engine/ports.js';
import type { VodUploaderElement } from '../../src/elements/vod-uploader.js';

const TICK_MS = 100;
const GROUPS = 10;
const REPLIES_MS = 2_000;
/** One part, so that one percent is one tick. */
const FILE_BYTES = 100_000;

interface Adding {
  /** From the file input's event until the first frame with a row has been painted, in ms. */
  readonly paintMs: number;
  /** Until every row is drawn and painted, in ms. */
  readonly rowsMs: number;
}

interface Storm {
  readonly seconds: number;
  readonly frames: number;
  readonly longestFrameMs: number;
  /** `upload-progress`, as the page hears it. */
  readonly events: number;
  /** How often the first row, which is in sight, was drawn anew. */
  readonly firstRowDraws: number;
  /** From the last change of state until every row, in sight or not, shows it, in ms. */
  readonly settleMs: number;
}

const ticks = new Set<() => void>();
const call = (tick: () => void): void => tick();

const openStore: OpenStore = () => ({
  open: () => Promise.resolve('upload'),
  put: (_target, _uploadId, { blob }, { onSent, signal }) =>
    new Promise((_, reject) => {
      let sent = 0;
      const tick = () => onSent((sent += Math.ceil(blob.size / 100)));
      ticks.add(tick);
      const stop = () => {
        ticks.delete(tick);
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', stop, { once: true });
    }),
  list: () => Promise.resolve([]),
  seal: () => Promise.resolve({}),
  look: () => Promise.resolve({ found: 'absent' }),
  discard: () => Promise.resolve(),
  write: () => Promise.reject(new Error('Nothing but parts is sent here')),
});

const reply = {
  VideoId: '',
  UploadAddress: btoa(JSON.stringify({ Endpoint: 'https://oss-cn-shanghai.aliyuncs.com', Bucket: 'b', FileName: 'k' })),
  UploadAuth: btoa(
    JSON.stringify({ AccessKeyId: 'STS.a', AccessKeySecret: 's', SecurityToken: 't', Expiration: '3000' }),
  ),
};

const element: VodUploaderElement = document.createElement('vod-uploader');
Object.assign(element, {
  multiple: true,
  manual: true,
  resumeMode: 'off',
  checksum: 'none',
  maxConcurrentUploads: Infinity,
  noUnloadGuard: true,
  store: openStore,
  backend: {
    // Replies come one by one, as over a network.
    createUploadVideo: async () => {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * REPLIES_MS));
      return { ...reply, VideoId: crypto.randomUUID() };
    },
  },
});
document.body.append(element);

const bytes = new Uint8Array(FILE_BYTES);
const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
const until = async (condition: () => boolean): Promise<void> => {
  while (!condition()) await nextFrame();
};

/** A frame that is being made now has been painted when the next task comes. */
const painted = async (): Promise<number> => {
  await nextFrame();
  await new Promise<void>((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve();
    port2.postMessage(null);
  });
  return performance.now();
};

const items = (): readonly Element[] => [
  ...(element.shadowRoot?.querySelector('vod-upload-list')?.shadowRoot?.querySelectorAll('vod-upload-item') ?? []),
];
const drawn = (item: Element): boolean => {
  const row = item.shadowRoot?.querySelector('.row');
  return [...(row?.querySelectorAll('vod-upload-status, vod-upload-controls') ?? [])].some(
    (piece) => piece.shadowRoot?.textContent?.trim() !== '',
  );
};
const shown = (item: Element): string | null | undefined =>
  item.shadowRoot
    ?.querySelector('vod-upload-progress')
    ?.shadowRoot?.querySelector('[role=progressbar]')
    ?.getAttribute('aria-valuenow');

const chosen = new DataTransfer();

/** Files to choose, which are made before anything is measured. */
const prepare = (count: number): void => {
  for (let n = 1; n <= count; n += 1) {
    chosen.items.add(new File([bytes], `Clip ${n} of a long day.mp4`, { type: 'video/mp4', lastModified: n }));
  }
};

const add = async (count: number): Promise<Adding> => {
  const input = element.shadowRoot!.querySelector('input')!;
  await painted();
  const from = performance.now();
  input.files = chosen.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
  await until(() => items().some(drawn));
  const paintMs = (await painted()) - from;
  // Looking at all of them at each frame would be the most work of all.
  await until(() => items().length === count && drawn(items().at(-1)!));
  return { paintMs, rowsMs: (await painted()) - from };
};

/** All of them at once, and what this brings about. */
const start = async (count: number): Promise<void> => {
  element.start();
  await until(() => ticks.size === count);
  for (let quiet = 0; quiet < 60; quiet += 1) await nextFrame();
};

const storm = async (seconds: number): Promise<Storm> => {
  const first = items()[0]!;
  let firstRowDraws = 0;
  let events = 0;
  const hear = () => (events += 1);
  element.addEventListener('upload-progress', hear);
  const mutations = new MutationObserver(() => (firstRowDraws += 1));
  const bar = first.shadowRoot!.querySelector('vod-upload-progress')!.shadowRoot!;
  mutations.observe(bar, { subtree: true, attributes: true, attributeFilter: ['aria-valuenow'] });
  // Each ten times a second, and not all in one task: bytes leave one connection at a time.
  const groups = Array.from({ length: GROUPS }, (_, at) => [...ticks].filter((_tick, n) => n % GROUPS === at));
  const from = performance.now();
  let turn = 0;
  const timer = setInterval(() => {
    // A timer that is late catches up.
    for (; turn < (performance.now() - from) / (TICK_MS / GROUPS); turn += 1) groups[turn % GROUPS]!.forEach(call);
  }, TICK_MS / GROUPS);
  let [frames, longestFrameMs, last] = [0, 0, from];
  while (last - from < seconds * 1000) {
    const now = await nextFrame();
    [frames, longestFrameMs, last] = [frames + 1, Math.max(longestFrameMs, now - last), now];
  }
  clearInterval(timer);
  mutations.disconnect();
  element.removeEventListener('upload-progress', hear);
  const ended = performance.now();
  const drawnDuring = firstRowDraws;
  // The meters' last ticks are still to come.
  await new Promise((resolve) => setTimeout(resolve, TICK_MS * 2));
  const percents = element.uploads.map(({ sent, total }) => String(Math.floor((sent / total) * 100)));
  await until(() => items().every((item, n) => shown(item) === percents[n]));
  return {
    seconds: (ended - from) / 1000,
    frames,
    longestFrameMs,
    events,
    firstRowDraws: drawnDuring,
    settleMs: performance.now() - ended,
  };
};

const hooks = { prepare, add, start, storm };
export type Hooks = typeof hooks;

Object.assign(globalThis, hooks);
