import { stopped } from './abort.js';
import type { Checkpoint, PartRecord } from './checkpoint.js';
import type { CheckpointStore, Clock } from './ports.js';

/**
 * Storage answers within milliseconds, a busy disk within a second or two; one that needs longer is held up by another
 * tab, or broken. Counted in single seconds: after a sleep one of them is over at once, but not all.
 */
const PATIENCE_S = 5;
/** Reading decides whether a file is gone on with, and the code that reads may have to come over the network first. */
const READING_PATIENCE_S = 10;
const SILENT = 'The browser’s storage does not answer';

/**
 * A store that does not answer must not hang an upload: after 5 s (10 s for reading) it is not waited for any more, until it answers.
 * Meanwhile the newest that each upload had to say is kept, and said when it does.
 */
export function createPatientCheckpoints(store: CheckpointStore, clock: Clock): CheckpointStore {
  const unsaid = new Map<string, Checkpoint | undefined>();
  let silent = false;

  const speak = () => {
    silent = false;
    const all = [...unsaid];
    unsaid.clear();
    for (const [id, checkpoint] of all) write(id, checkpoint).catch(() => undefined);
  };

  async function answered<T>(answer: Promise<T>, patienceS: number, late = () => {}): Promise<T> {
    const over = new AbortController();
    const tooLong = async () => {
      for (let second = 0; second < patienceS; second += 1) await clock.wait(1000, over.signal);
      silent = true;
      late();
      answer.then(speak, speak);
      throw new Error(SILENT);
    };
    try {
      return await Promise.race([answer, tooLong()]);
    } finally {
      over.abort(stopped('The storage answered'));
    }
  }

  async function write(id: string, checkpoint: Checkpoint | undefined, changed?: readonly PartRecord[]): Promise<void> {
    // The whole, when its time comes: its list of parts will be the newest by itself, asked for again or not.
    const keep = () => unsaid.set(id, checkpoint);
    if (silent) {
      keep();
      throw new Error(SILENT);
    }
    const writing = checkpoint === undefined ? store.drop(id) : store.save(id, checkpoint, changed);
    await answered(writing, PATIENCE_S, keep);
  }

  return {
    save: write,
    drop: (id) => write(id, undefined),
    // Not an empty list: that would say that another tab has ended what this one remembers.
    list: async (scope) => {
      if (silent) throw new Error(SILENT);
      return answered(store.list(scope), READING_PATIENCE_S);
    },
  };
}
