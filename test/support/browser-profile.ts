import { untilAborted } from '../../src/engine/until-aborted.js';
import { isCheckpoint } from '../../src/engine/check-checkpoint.js';
import type { Checkpoint } from '../../src/engine/checkpoint.js';
import type { ImportRecord } from '../../src/engine/import-record.js';
import type { CheckpointStore, Lock, Ports } from '../../src/engine/ports.js';
import { createMemoryCheckpoints } from '../../src/web/memory-checkpoints.js';
import { FakeRelay } from './fake-relay.js';
import { createMemoryImports } from './memory-imports.js';

type Shared = Pick<Ports, 'checkpoints' | 'importRecords' | 'lock' | 'locked' | 'relay'>;

/** What all pages of one browser share: what is stored survives a page, what is locked does not. */
export class BrowserProfile {
  readonly kept = new Map<string, Checkpoint>();
  readonly keptImports = new Map<string, ImportRecord>();
  /** Storage refuses: a full disk, a private window. */
  full = false;
  readonly air = new FakeRelay();
  readonly #queues = new Map<string, object[]>();
  readonly #waiting = new Set<() => void>();

  /** Names of the locks that some page holds. */
  get held(): readonly string[] {
    return [...this.#queues].flatMap(([name, queue]) => (queue.length > 0 ? [name] : []));
  }

  /** One page's hands on it; `die` lets go of its locks, as a browser does for a page that crashed. */
  open(now = () => Date.UTC(2026, 10, 20)): Shared & { die(): void } {
    const mine = new Set<() => void>();
    let dead = false;
    const voice = this.air.open();
    return {
      relay: voice.relay,
      checkpoints: this.#checkpoints(now),
      importRecords: createMemoryImports(this.keptImports),
      locked: async () => new Set(this.held),
      lock: (name, options) => (dead ? new Promise(() => undefined) : this.#lock(name, options, mine)),
      die: () => {
        dead = true;
        voice.die();
        for (const release of mine) release();
      },
    };
  }

  readonly #checkpoints = (now: () => number): CheckpointStore => {
    const own = createMemoryCheckpoints(this.kept);
    return {
      ...own,
      save: async (id, checkpoint, changed) => {
        if (this.full) throw new DOMException('No room', 'QuotaExceededError');
        // Nobody changes a part's record, so thousands of them need no copy.
        const { parts, ...head } = checkpoint;
        await own.save(id, { ...structuredClone(head), parts }, changed);
      },
      list: async (scope) => {
        // As in IndexedDB: what is of no use goes.
        for (const [id, checkpoint] of this.kept) if (!isCheckpoint(checkpoint, now())) this.kept.delete(id);
        return structuredClone(await own.list(scope));
      },
    };
  };

  async #lock(name: string, { signal, busy }: Parameters<Lock>[1], mine: Set<() => void>): Promise<() => void> {
    const queue = this.#queues.get(name) ?? [];
    this.#queues.set(name, queue);
    const me = {};
    queue.push(me);
    const release = () => {
      mine.delete(release);
      if (!queue.includes(me)) return;
      queue.splice(queue.indexOf(me), 1);
      for (const wake of [...this.#waiting]) wake();
    };
    mine.add(release);
    try {
      if (queue[0] !== me) busy();
      while (queue[0] !== me) {
        let wake = (): void => undefined;
        const moved = new Promise<void>((resolve) => this.#waiting.add((wake = resolve)));
        await untilAborted(moved, signal).finally(() => this.#waiting.delete(wake));
      }
      return release;
    } catch (error) {
      release();
      throw error;
    }
  }
}
