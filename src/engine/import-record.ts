/**
 * All that is needed to go on with an import on another page. Never holds its URL, which may be signed: before the job is
 * known there is nothing to go on with.
 */
export interface ImportRecord {
  /** Version 2 of the library has checkpoints only, and leaves what is newer alone. */
  readonly v: 3;
  readonly kind: 'import';
  /** The backend's endpoint and the page's `user-key`. */
  readonly scope: string;
  /** The file's name, from the URL's path. */
  readonly name: string;
  readonly title?: string;
  readonly jobId: string;
  /** Once it is known. */
  readonly videoId?: string;
  /** Wall time, ms. */
  readonly createdAt: number;
}

/** "Hours to days" in busy times, says the reference. */
const LIFE_MS = 30 * 24 * 3_600_000;

/** Written by this version, whole and not too old. */
export function isImportRecord(found: unknown, now: number): found is ImportRecord {
  const { v, kind, scope, name, title, jobId, videoId, createdAt } = Object(found) as Record<string, unknown>;
  const isText = (value: unknown): boolean => typeof value === 'string';
  return (
    v === 3 &&
    kind === 'import' &&
    [scope, name, jobId].every(isText) &&
    [title, videoId].every((value) => value === undefined || isText(value)) &&
    Number.isFinite(createdAt) &&
    Math.abs(now - (createdAt as number)) <= LIFE_MS
  );
}
