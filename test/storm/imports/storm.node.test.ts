import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeWorkPrompt } from '../../support/real-work.js';
import { Tally } from '../tally.js';
import { playImportRound } from './round.js';

const { IMPORT_SEED = '1', IMPORT_ROUNDS = '200' } = process.env;
const first = Number(IMPORT_SEED);
const rounds = Number(IMPORT_ROUNDS);
const A_TEST = 25;
const A_WHOLE_STORM = 200;

const tally = new Tally();
let undo = (): void => undefined;
beforeAll(() => void (undo = makeWorkPrompt()));
afterAll(() => undo());

describe(`a storm over ${rounds} rounds of imports`, () => {
  it.each(Array.from({ length: Math.ceil(rounds / A_TEST) }, (_, n) => first + n * A_TEST))(
    'of seed %i and the next ones fetches no file twice, and says of each what became of it',
    async (from) => {
      for (let seed = from; seed < Math.min(from + A_TEST, first + rounds); seed += 1) {
        const { violations, counts, story } = await playImportRound(seed);
        tally.add(counts);
        const replay = `replay: IMPORT_SEED=${seed} IMPORT_ROUNDS=1`;
        expect(violations, [replay, ...story].join('\n')).toEqual([]);
      }
    },
    60_000,
  );

  it.skipIf(rounds < A_WHOLE_STORM)('has met what it is for', () => {
    expect(
      tally.missing({
        deed: ['add', 'cancel', 'remove', 'pause', 'start', 'retry', 'reload', 'leave'],
        gust: ['offline', 'back', 'cut', 'slow'],
        phase: ['ready', 'failed', 'canceled', 'waiting', 'processing', 'paused'],
        'jobs of an address': ['0', '1', '2'],
        end: ['SUCCESS', 'DOWNLOAD_FAIL', 'CANCELED'],
        error: ['import-failed', 'backend-refused', 'backend-unreachable'],
      }),
    ).toEqual([]);
  });
});
