// Defences, how to switch each off, and the rows of the catalogue of faults that must then go red (npm run sabotage).
// `storm`: the storm must lose something too (npm run storm -- --sabotage).
export const DEFENCES = [
  {
    name: 'checksum',
    edits: [
      { file: 'src/engine/part-body.ts', find: 'const md5 = await hash(blob);', replace: 'const md5 = undefined;' },
      {
        file: 'src/engine/seal.ts',
        find: 'combineCrc64(told) === crc64) return;',
        replace: 'true) return;',
      },
    ],
    red: ['C1'],
  },
  {
    name: 'single-flight',
    edits: [
      {
        file: 'src/engine/tickets.ts',
        find: 'this.#pending ??= this.#renew()',
        replace: 'this.#pending = this.#renew()',
      },
    ],
    red: ['B5'],
  },
  {
    name: 'write-ahead',
    edits: [
      {
        file: 'src/engine/journal.ts',
        find: 'await this.store.save(key, checkpoint, changed);',
        replace: "throw new Error('Nothing is written');",
      },
    ],
    red: ['A6', 'A8', 'B6', 'E1', 'E2'],
    storm: true,
  },
  {
    name: 'look-before-redo',
    edits: [
      { file: 'src/engine/seal.ts', find: 'const look = await lookAt(session);', replace: 'if (job) return false;' },
    ],
    red: ['A6', 'A7', 'A8', 'A9', 'A10', 'B10', 'B16'],
    storm: true,
  },
  {
    name: 'list-pages',
    edits: [{ file: 'src/oss/object-store.ts', find: 'if (next === undefined) return all', replace: 'return all' }],
    red: ['C8'],
  },
  {
    name: 'ask-before-repeat',
    edits: [
      { file: 'src/engine/seal.ts', find: 'if (sent) await store.list(', replace: 'if (false) await store.list(' },
    ],
    red: ['A6', 'B1'],
  },
  {
    name: 'stall-deadline',
    edits: [
      {
        file: 'src/engine/storage-call.ts',
        find: 'const [wall, monotonic] = [clock.now(), clock.monotonic()];',
        replace: 'await new Promise(() => undefined);',
      },
    ],
    red: ['A3', 'A9', 'A11', 'A12'],
  },
  {
    name: 'sleep',
    edits: [
      { file: 'src/engine/storage-call.ts', find: 'if (clock.now() - wall - ran > SLEPT_MS)', replace: 'if (false)' },
    ],
    red: ['A12'],
  },
  {
    name: 'freeze',
    edits: [{ file: 'src/engine/storage-call.ts', find: 'if (ran - slice > SLEPT_MS)', replace: 'if (false)' }],
    red: ['A13'],
  },
  {
    name: 'look-while-offline',
    edits: [{ file: 'src/engine/retry.ts', find: 'offline ? OFFLINE_LOOK_MS :', replace: 'offline ? 1e15 :' }],
    red: ['A10'],
  },
  {
    name: 'give-up-after-a-day',
    edits: [{ file: 'src/engine/retry.ts', find: '24 * 3_600_000', replace: '1e15' }],
    red: ['B1', 'B7', 'B15'],
  },
  {
    name: 'captive-portal',
    edits: [{ file: 'src/oss/replies.ts', find: 'if (etag === null && (', replace: 'if (false && (' }],
    red: ['A14'],
  },
  {
    name: 'retry-after',
    edits: [
      {
        file: 'src/engine/retry.ts',
        find: 'Math.min(LONGEST_RETRY_AFTER_MS, error.detail.retryAfterMs ?? 0)',
        replace: '0',
      },
    ],
    red: ['B2'],
  },
  {
    name: 'slow-down',
    edits: [{ file: 'src/engine/window.ts', find: 'Math.max(1, Math.floor(running / 2))', replace: 'known.limit' }],
    red: ['B2'],
  },
  {
    name: 'dead-ticket',
    edits: [
      {
        file: 'src/engine/tickets.ts',
        find: 'if (this.#dead !== undefined && ticket.credentials.securityToken',
        replace: 'if (false && ticket.credentials.securityToken',
      },
    ],
    red: ['B7'],
  },
  {
    name: 'same-target',
    edits: [{ file: 'src/engine/tickets.ts', find: 'if (ticket.target.bucket !== bucket ||', replace: 'if (false &&' }],
    red: ['B7'],
  },
  {
    name: 'clock',
    edits: [
      { file: 'src/oss/exchange.ts', find: "if (error.code === 'clock-skew' && !corrected", replace: 'if (false' },
    ],
    red: ['B9'],
  },
  {
    name: 'reconcile',
    edits: [
      {
        file: 'src/engine/seal.ts',
        find: "if (UploadError.from(thrown).code === 'parts-differ') return reconcile(session);",
        replace: '',
      },
    ],
    red: ['B12'],
  },
  {
    name: 'same-file',
    edits: [
      {
        file: 'src/engine/fingerprint.ts',
        find: 'if (a.size !== b.size || a.lastModified !== b.lastModified) return false;',
        replace: 'return true;',
      },
    ],
    red: ['C4'],
  },
  {
    name: 'unchanged-file',
    edits: [
      {
        file: 'src/engine/fingerprint.ts',
        find: 'if (sample === undefined || known.sample === undefined || sample === known.sample) return;',
        replace: 'return;',
      },
    ],
    red: ['C3'],
  },
  {
    name: 'idempotency',
    edits: [{ file: 'src/engine/job.ts', find: 'return this.#idempotencyKey;', replace: 'return this.ports.newId();' }],
    red: ['A8'],
    storm: true,
  },
];
