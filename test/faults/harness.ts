import { afterAll, beforeAll, expect, it } from 'vitest';
import type { FaultOrder } from '../../src/emulator/faults.js';
import type { SettingsPatch } from '../../src/emulator/settings.js';
import { isOver } from '../../src/engine/state.js';
import { BrowserProfile } from '../support/browser-profile.js';
import { DiskFile } from '../support/disk-file.js';
import { makeWorkPrompt } from '../support/real-work.js';
import {
  createVirtualWorld,
  sha256Of,
  type PageOptions,
  type VirtualPage,
  type VirtualWorld,
} from '../support/virtual-world.js';
import { named, type RowId } from './catalogue.js';

export const PART = 102_400;
/** Three parts, the last of them short. */
export const SIZE = PART * 2 + 17;

export interface Run {
  readonly world: VirtualWorld;
  /** The newest one. */
  readonly page: VirtualPage;
  readonly file: DiskFile;
  /** Where a row has no fault of the emulator: it says itself that what it is about has happened. */
  fired(): void;
  /** The page dies; a new one of the same browser takes over what is left, which is told from here on. */
  reopen(): Promise<VirtualPage>;
}

export interface Case {
  /** Which case of the row, where it has several. */
  readonly which?: string;
  readonly settings?: SettingsPatch;
  /** Each must fire, or the row fails. */
  readonly faults?: readonly FaultOrder[];
  readonly page?: PageOptions;
  readonly file?: () => DiskFile;
  /** One connection unless said, so that the order of requests is plain. */
  readonly connections?: number;
  /** What happens between the choice of the file and the end; the end is waited for afterwards. */
  readonly act?: (run: Run) => Promise<void> | void;
  /** The phase at the end: `ready` unless said. */
  readonly ends?: string;
  /** `identical`: the file's SHA-256; `absent`: no object at all; else what every object of the bucket is to hold. */
  readonly object: 'identical' | 'absent' | (() => readonly Blob[]);
  /** At the bucket, in their order: `UploadPart 2 200`, `CompleteMultipartUpload cut`. */
  readonly requests: readonly string[] | ((requests: readonly string[]) => void);
  /** What the row said, from `Checking` on, each thing once until the next. */
  readonly said: readonly string[] | ((said: readonly string[]) => void);
  /** Media that VOD has at the end; 1 unless said. */
  readonly videos?: number;
  /** Multipart uploads that may stay behind (lost replies to Initiate); 0 unless said. */
  readonly orphans?: number;
}

/** What a row says when nothing is wrong. */
export const CALM = ['Checking', 'Ready to start', 'Queued', 'Connecting', 'Uploading', 'Uploaded', 'Processing'];
export const WELL = [...CALM, 'Uploaded and stored'];

/** For a whole file of rows. */
export function useVirtualTime(): void {
  let undo = (): void => undefined;
  beforeAll(() => void (undo = makeWorkPrompt()));
  afterAll(() => undo());
}

/** One case of the catalogue, from the choice of a file to the end, in virtual time. */
export function row(id: RowId, kase: Case): void {
  it(named(id, kase.which), () => play(kase));
}

async function play(kase: Case): Promise<void> {
  const { faults = [], ends = 'ready', videos = 1, orphans = 0 } = kase;
  // VOD does not look at the file meanwhile: what a row says at the end must not depend on how long it took.
  const world = createVirtualWorld({ analyseMs: 365 * 24 * 3_600_000, ...kase.settings });
  const orders = faults.map((order) => world.fault(order));
  const file = kase.file?.() ?? fileOf(SIZE);
  const profile = new BrowserProfile();
  const open = () =>
    world.openPage({
      profile,
      ...kase.page,
      settings: { maxConnections: kase.connections ?? 1, ...kase.page?.settings },
    });
  let page = open();
  let happened = faults.length > 0;

  page.uploader.addFiles([file]);
  await kase.act?.({
    world,
    file,
    get page() {
      return page;
    },
    fired: () => (happened = true),
    reopen: async () => {
      page.crash();
      page = open();
      await page.uploader.restore();
      return page;
    },
  });
  await world.time
    .until(() => isOver(page.first()), 7 * 24 * 3_600_000)
    .catch((error: unknown) => {
      throw new Error(`It does not end: ${page.said().join(' → ')}\n${world.requests().join('\n')}`, { cause: error });
    });
  // Cleaning up comes after the word.
  if (ends === 'canceled') await world.time.advance(120_000);
  await world.time.settle();

  for (const { what, where, hits } of orders) expect(hits, `${what} ${JSON.stringify(where)} fired`).toBeGreaterThan(0);
  expect(happened, 'the fault has happened').toBe(true);
  expect(page.phase()).toBe(ends);
  const objects = await world.objects();
  const wanted = kase.object === 'absent' ? [] : kase.object === 'identical' ? [file] : kase.object();
  expect(objects.map(({ sha256 }) => sha256).sort()).toEqual((await Promise.all(wanted.map(sha256Of))).sort());
  if (typeof kase.requests === 'function') kase.requests(world.requests());
  else expect(world.requests()).toEqual(kase.requests);
  if (typeof kase.said === 'function') kase.said(page.said());
  else expect(page.said()).toEqual(kase.said);
  if (ends === 'failed') await throwAway(world, page);
  expect(world.world.videos.all.length, 'media at VOD').toBe(videos);
  expect(world.orphans().length, 'multipart uploads left').toBe(orphans);
  expectClean(world, page);
}

/** What failed stays until the person removes it, and then nothing of it stays. */
async function throwAway(world: VirtualWorld, page: VirtualPage): Promise<void> {
  world.world.faults.clear();
  page.uploader.removeUpload(page.first().id);
  await world.time.advance(120_000);
}

/** True of every run, whatever happened in it. */
export function expectClean(world: VirtualWorld, page: VirtualPage): void {
  expect(world.timers(), 'timers left').toBe(0);
  expect(page.net.waiting, 'listeners left').toBe(0);
  expect(page.profile.held, 'locks left').toEqual([]);
  const sent = new Map<string, number>();
  for (const state of page.seen) {
    // A file that is begun anew, with another media, has sent nothing.
    const before = state.videoId === undefined ? 0 : (sent.get(state.id) ?? 0);
    expect(state.sent, 'progress that is shown').toBeGreaterThanOrEqual(before);
    sent.set(state.id, state.sent);
    expect(state.confirmed).toBeLessThanOrEqual(state.total);
  }
  const told = JSON.stringify([...page.profile.kept.values(), ...page.seen.map((s) => ('error' in s ? s.error : ''))]);
  expect(told).not.toMatch(/CAIS|STS\.N|Signature=|security-token/i);
}

/** Never twice the same bytes in a row of parts. */
export function fileOf(size: number, name = 'clip.mp4'): DiskFile {
  const words = new Uint32Array(Math.ceil(size / 4));
  for (let at = 0, x = size + 1; at < words.length; at += 1) words[at] = x = (x * 16_807) % 2_147_483_647;
  return new DiskFile(new Uint8Array(words.buffer, 0, size).slice(), name);
}
