import { readdirSync, readFileSync } from 'node:fs';

/**
 * Linux only: what a browser's processes take, in bytes; what they share with each other counts in shares (PSS). Pages of
 * the program file count in full: their shares would grow as soon as another browser on the machine ends.
 */
export interface BrowserMemory {
  /** The process that all others come from. */
  readonly browser: number;
  readonly renderers: number;
}

/** `main` is the process id of the browser. */
export function measureMemory(main: number): BrowserMemory {
  let browser = 0;
  let renderers = 0;
  for (const pid of family(main)) {
    if (pid === main) browser += pss(pid);
    else if (commandLine(pid).includes('--type=renderer')) renderers += pss(pid);
  }
  return { browser, renderers };
}

/** `main` and all that come from it. */
export function family(main: number): number[] {
  const parents = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => [Number(name), parentOf(Number(name))]),
  );
  const isOurs = (pid: number | undefined): boolean =>
    pid === main || (pid !== undefined && pid > 1 && isOurs(parents.get(pid)));
  return [...parents.keys()].filter((pid) => isOurs(pid));
}

/** A process may end while it is looked at. */
export function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

const parentOf = (pid: number): number => Number(/^PPid:\s+(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0);
export const commandLine = (pid: number): string => read(`/proc/${pid}/cmdline`);

function pss(pid: number): number {
  const rollup = read(`/proc/${pid}/smaps_rollup`);
  return (
    kilobytes(rollup, 'Pss_Anon') + kilobytes(rollup, 'Pss_Shmem') + kilobytes(read(`/proc/${pid}/status`), 'RssFile')
  );
}

const kilobytes = (of: string, name: string): number =>
  Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(of)?.[1] ?? 0) * 1024;
