import type { FaultOrder } from '../../src/emulator/faults.js';
import type { Stage } from './stage.js';

export interface Fault {
  readonly name: string;
  readonly title: string;
  /** What will happen. */
  readonly hint: string;
  /** One path on a grid of 24. */
  readonly icon: string;
  /** What the log says of it. */
  readonly said: string;
  /** What it says when that is over: a fault that lasts until it is taken away. */
  readonly over?: string;
  /** Does it; what comes back takes it away. */
  readonly act: (stage: Stage) => void | (() => void);
}

const PART = { service: 'oss', op: 'UploadPart' } as const;

/** Most faults are data: what happens, where, how often. */
const ordered =
  (...orders: readonly FaultOrder[]) =>
  ({ world }: Stage) => {
    const faults = orders.map((order) => world.world.faults.add(order));
    return () => faults.forEach(({ id }) => world.world.faults.remove(id));
  };

export const FAULTS: readonly Fault[] = [
  {
    name: 'offline',
    title: 'Pull the plug',
    hint: 'No network until you plug it in again',
    icon: 'M9 3v5M15 3v5M6 8h12v3a6 6 0 0 1-12 0zM12 17v4',
    said: 'You pulled the plug. Whatever was on the line is cut off.',
    over: 'You plugged it in again.',
    act: ({ world }) => {
      world.line.plug(false);
      return () => world.line.plug(true);
    },
  },
  {
    name: 'slow',
    title: 'Slow line',
    hint: '150 KB a second, for all connections together',
    icon: 'M4 18a8.5 8.5 0 1 1 16 0M12 18 7.5 12.5M12 18h.01',
    said: 'The line is slow now: 150 KB a second.',
    over: 'The line is as fast as before.',
    act: ({ world }) => {
      const { bytesPerSecond } = world.line;
      world.line.bytesPerSecond = 150 * 1024;
      return () => void (world.line.bytesPerSecond = bytesPerSecond);
    },
  },
  {
    name: 'drop',
    title: 'Drop every third part',
    hint: 'The connection breaks in the middle of it',
    icon: 'M3 12h5l2-3M21 12h-5l-2 3M12 3v4M12 17v4',
    said: 'From now on every third part breaks off in the middle.',
    over: 'No part is dropped any more.',
    act: ordered({ what: 'cut-before', afterBytes: 40_000, times: 0, where: { ...PART, nth: 3, every: 3 } }),
  },
  {
    name: 'damage',
    title: 'Damage a part',
    hint: 'One bit of the next part is flipped on its way',
    icon: 'M13 2 5 14h6l-1 8 9-12h-6z',
    said: 'One bit of the next part will be flipped on its way.',
    act: (stage) => void ordered({ what: 'corrupt', where: PART })(stage),
  },
  {
    name: 'broken',
    title: 'Server answers 503',
    hint: 'OSS refuses the next four parts',
    icon: 'M4 4h16v6H4zM4 14h16v6H4zM8 7h.01M8 17h.01M13 17h3M13 7h3',
    said: 'OSS answers the next four parts with 503.',
    act: (stage) => void ordered({ what: 'status', status: 503, times: 4, where: PART })(stage),
  },
  {
    name: 'busy',
    title: 'Storage is busy',
    hint: 'OSS asks to slow down, three times',
    icon: 'M6 3h12M6 21h12M7 3c0 5 4 6 5 9 1-3 5-4 5-9M7 21c0-5 4-6 5-9 1 3 5 4 5 9',
    said: 'OSS is busy: it asks to slow down, three times.',
    act: (stage) => void ordered({ what: 'xml-code', code: 'SlowDown', status: 503, times: 3, where: PART })(stage),
  },
  {
    name: 'expire',
    title: 'Expire credentials',
    hint: 'Every token that was issued is dead, now',
    icon: 'M14 10a4 4 0 1 1 3 3.9L14 17h-2v2h-2v2H6v-3l6-6M17 7h.01',
    said: 'All credentials are expired, this moment.',
    act: ({ world }) => world.world.credentials.expireAll(),
  },
  {
    name: 'token',
    title: 'Refuse the token',
    hint: 'OSS does not believe the next one',
    icon: 'M12 3l8 3v6c0 5-4 8-8 9-4-1-8-4-8-9V6zM9.5 9.5l5 5M14.5 9.5l-5 5',
    said: 'OSS will refuse the token of the next part.',
    act: (stage) => void ordered({ what: 'xml-code', code: 'InvalidSecurityToken', status: 403, where: PART })(stage),
  },
  {
    name: 'skew',
    title: 'Turn the clock',
    hint: 'This computer is 20 minutes late, all of a sudden',
    icon: 'M12 7v5l3.5 2M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0z',
    said: 'This computer’s clock is 20 minutes late now: OSS believes no signature of it.',
    act: ({ world }) => {
      const { clockOffsetMs } = world.world.settings;
      world.world.configure({ clockOffsetMs: clockOffsetMs + 20 * 60_000 });
    },
  },
  {
    name: 'backend',
    title: 'Backend is down',
    hint: 'Who issues credentials answers 503',
    icon: 'M7 18a4 4 0 0 1-.5-8A6 6 0 0 1 18 9.5a4.3 4.3 0 0 1 0 8.5zM4 3l16 18',
    said: 'Your backend is down. Parts need it only when credentials expire.',
    over: 'Your backend is back.',
    act: ordered({ what: 'status', status: 503, times: 0, where: { service: 'backend' } }),
  },
  {
    name: 'crash',
    title: 'Crash the page',
    hint: 'Everything in memory is gone; a new page opens',
    icon: 'M4 11a8 8 0 0 1 14-4l2 2M20 4v5h-5M20 13a8 8 0 0 1-14 4l-2-2M4 20v-5h5',
    said: 'The page crashed. Its requests died with it; a new page opens over the same checkpoints.',
    act: (stage) => stage.crash(),
  },
];
