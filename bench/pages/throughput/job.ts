/** What the harness tells a contestant. */
export interface Job {
  /** `http://oss.localhost:<port>`, as a ticket names it. */
  readonly endpoint: string;
  /** The bucket's own address, without a slash at the end. */
  readonly origin: string;
  /** Of the object, without a slash before it. */
  readonly key: string;
  /** What the contestant is set to; empty means its defaults. */
  readonly options: Readonly<Record<string, string | number>>;
}

/** Resolves when the server has answered that it has the whole file. */
export type Send = (file: File, job: Job) => Promise<unknown>;
