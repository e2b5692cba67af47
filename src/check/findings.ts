/** `absent`: an optional action that this backend does not have. `skipped`: nothing could be said. */
export type Result = 'ok' | 'warning' | 'failed' | 'absent' | 'skipped';

/** What one look at a backend found. Never holds a secret. */
export interface Finding {
  /** Under which headline it stands: an action, or what several have in common. */
  readonly section: string;
  readonly name: string;
  readonly result: Result;
  readonly says: string;
  /** What to do about it. */
  readonly mend?: string;
}

/** Writes down the findings of one section. */
export interface Notes {
  ok(name: string, says: string): void;
  warn(name: string, says: string, mend: string): void;
  fail(name: string, says: string, mend: string): void;
  absent(name: string, says: string): void;
  skip(name: string, says: string): void;
}

export function notesIn(findings: Finding[], section: string): Notes {
  const note = (result: Result) => (name: string, says: string, mend?: string) =>
    void findings.push({ section, name, result, says, ...(mend !== undefined && { mend }) });
  return {
    ok: note('ok'),
    warn: note('warning'),
    fail: note('failed'),
    absent: note('absent'),
    skip: note('skipped'),
  };
}
