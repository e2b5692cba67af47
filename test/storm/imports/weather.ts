import type { FaultOrder } from '../../../src/emulator/fault-order.js';
import type { Dice } from '../dice.js';

const SUBMIT = 'UploadMediaByURL';
const LOOK = 'GetURLUploadInfos';
const CANCEL = 'CancelUrlUploadJobs';
/** Of Intelligent Media Services, as the emulator's log calls them. */
const IMS_LOOK = 'GetUrlUploadInfos';

const PASSING = [429, 500, 502, 503];

/** Something goes wrong with the answers to what imports ask for, at the backend or behind it. */
export function importFault(dice: Dice): FaultOrder {
  const op = dice.pick([SUBMIT, SUBMIT, SUBMIT, LOOK, IMS_LOOK, CANCEL, 'BatchGetMediaInfos']);
  const service = dice.pick(['backend', 'backend', 'vod'] as const);
  return { ...orderOf(dice, op), where: { service, op }, times: dice.pick([1, 1, 2, 4]) };
}

function orderOf(dice: Dice, op: string): FaultOrder {
  const headers = { 'retry-after': String(dice.between(1, 60)) };
  const what = dice.pick([
    'lost before',
    'lost after',
    'lost after',
    'late',
    'half',
    'a page',
    'throttled',
    'busy',
    'signed out',
    'refused',
  ]);
  switch (what) {
    case 'lost before':
      return { what: 'cut-before' };
    case 'lost after':
      return { what: 'cut-after' };
    case 'late':
      // Longer than anybody waits, or not.
      return { what: 'delay-after', delayMs: dice.pick([2_000, 45_000]) };
    case 'half':
      return { what: 'truncate' };
    case 'a page':
      return { what: 'html', status: dice.pick([200, 502]) };
    case 'throttled':
      return { what: 'status', status: 429, code: 'Throttling.User', headers };
    case 'signed out':
      return { what: 'expired-token' };
    case 'refused':
      // Whoever may submit may look.
      return op === SUBMIT ? { what: 'status', status: 403, code: 'Forbidden' } : { what: 'status', status: 503 };
    default:
      return { what: 'status', status: dice.pick(PASSING), headers };
  }
}
