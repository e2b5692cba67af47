import { commandLine, family, measureMemory, read } from '../../test/support/proportional-memory.js';

/** Linux tells all of this; elsewhere there is nothing to read. */
const IS_LINUX = process.platform === 'linux';

/** Of a clock tick in /proc/<pid>/stat: 100 a second on every Linux that Node runs on. */
const TICK_SECONDS = 0.01;

const MIB = 1024 ** 2;

export interface CpuSeconds {
  readonly renderers: number;
  /** Every process of the browser, renderers too. */
  readonly all: number;
}

/** Processor time so far; null where it cannot be known. `main` is the process id of the browser. */
export function cpuSeconds(main: number): CpuSeconds | null {
  if (!IS_LINUX) return null;
  let renderers = 0;
  let all = 0;
  for (const pid of family(main)) {
    // the name in brackets may hold spaces
    const fields = read(`/proc/${pid}/stat`).replace(/^.*\)/s, '').trim().split(' ');
    const seconds = (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * TICK_SECONDS;
    all += seconds;
    if (commandLine(pid).includes('--type=renderer')) renderers += seconds;
  }
  return { renderers, all };
}

const INTERVAL_MS = 200;

/** Watches what renderers and browser process take together (PSS). `stop` gives the peak in MiB, or null. */
export function watchMemory(main: number): { stop(): number | null } {
  if (!IS_LINUX) return { stop: () => null };
  let peak = 0;
  const look = (): void => {
    const { browser, renderers } = measureMemory(main);
    peak = Math.max(peak, browser + renderers);
  };
  look();
  const timer = setInterval(look, INTERVAL_MS);
  return {
    stop() {
      clearInterval(timer);
      look();
      return peak / MIB;
    },
  };
}
