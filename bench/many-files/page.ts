/**
 * The page of bench/many-files.ts: `<vod-uploader multiple manual>` over a store that tells of progress and sends
 * nothing, so that only the page's own work is measured.
 */
import '../../src/define.js';
import type { OpenStore } from '../../src/engine/ports.js';
import type { VodUploaderElement } from '../../src/elements/vod-uploader.js';

const TICK_MS = 100;
/** One part, so that one percent is one tick. */
const FILE_BYTES = 100_000;

interface Adding {
  /** From the file input's event until the first frame with a row has been painted, in ms. */
  readonly paintMs: number;
  /** Until every row is drawn and painted, in ms. */
  readonly rowsMs: number;
  readonly tasks: Tasks;
}

interface Storm {
  readonly tasks: Tasks;
  readonly seconds: number;
  readonly frames: number;
  readonly longestFrameMs: number;
  /** How often the first row, which is in sight, was drawn anew. */
  readonly firstRowDraws: number;
  /** From the last change of state until every row, in sight or not, shows it, in ms. */
  readonly settleMs: number;
}

/** Those over 50 ms, as the browser itself counts them. */
interface Tasks {
  readonly long: number;
  readonly longestMs: number;
}

const ticks = new Set<() => void>();

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
  backend: { createUploadVideo: () => ({ ...reply, VideoId: crypto.randomUUID() }) },
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

/** Tasks that end while `act` is under way. */
async function watched<T>(act: () => Promise<T>): Promise<T & { tasks: Tasks }> {
  const durations: number[] = [];
  const note = (entries: PerformanceObserverEntryList | PerformanceEntryList) =>
    durations.push(...('getEntries' in entries ? entries.getEntries() : entries).map(({ duration }) => duration));
  const observer = new PerformanceObserver(note);
  observer.observe({ type: 'longtask' });
  const result = await act();
  // Entries come after the task they are about.
  await painted();
  await painted();
  note(observer.takeRecords());
  observer.disconnect();
  return { ...result, tasks: { long: durations.length, longestMs: Math.max(0, ...durations) } };
}

const add = (count: number): Promise<Adding> =>
  watched(async () => {
    const transfer = new DataTransfer();
    for (let n = 1; n <= count; n += 1) {
      transfer.items.add(new File([bytes], `Clip ${n} of a long day.mp4`, { type: 'video/mp4', lastModified: n }));
    }
    const input = element.shadowRoot!.querySelector('input')!;
    await painted();
    const from = performance.now();
    input.files = transfer.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
    await until(() => items().some(drawn));
    const paintMs = (await painted()) - from;
    await until(() => items().length === count && items().every(drawn));
    return { paintMs, rowsMs: (await painted()) - from };
  });

const start = async (count: number): Promise<{ tasks: Tasks }> =>
  watched(async () => {
    element.start();
    await until(() => ticks.size === count);
    // What starting them has brought about is no part of the storm.
    for (let quiet = 0; quiet < 60; quiet += 1) await nextFrame();
    return {};
  });

const storm = (seconds: number): Promise<Storm> =>
  watched(async () => {
    const first = items()[0]!;
    let firstRowDraws = 0;
    const mutations = new MutationObserver(() => (firstRowDraws += 1));
    const bar = first.shadowRoot!.querySelector('vod-upload-progress')!.shadowRoot!;
    mutations.observe(bar, { subtree: true, attributes: true, attributeFilter: ['aria-valuenow'] });
    const timer = setInterval(() => ticks.forEach((tick) => tick()), TICK_MS);
    const from = performance.now();
    let [frames, longestFrameMs, last] = [0, 0, from];
    while (last - from < seconds * 1000) {
      const now = await nextFrame();
      [frames, longestFrameMs, last] = [frames + 1, Math.max(longestFrameMs, now - last), now];
    }
    clearInterval(timer);
    mutations.disconnect();
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
      firstRowDraws: drawnDuring,
      settleMs: performance.now() - ended,
    };
  });

const hooks = { add, start, storm };
export type Hooks = typeof hooks;

Object.assign(globalThis, hooks);
