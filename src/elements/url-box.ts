import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { AddUrlOptions, UrlRejection } from '../engine/uploader.js';
import type { Source } from './contexts.js';
import { tellRejected } from './intake.js';
import { addressesIn, type Address } from './url-lines.js';

interface Host extends ReactiveControllerHost, HTMLElement {
  readonly isDisabled: boolean;
  readonly metadata?: AddUrlOptions['metadata'];
  readonly fileExtension?: string | undefined;
}

/** An address that would not be, or was not, taken. */
export interface Problem {
  readonly address: Address;
  readonly error: UrlRejection['error'];
  /** Of the file; never with a query. */
  readonly name: string;
  /** The line that has the same address, from 1. */
  readonly sameAs?: number;
}

/** So long nobody types before it is looked at. */
const PAUSE_MS = 600;

/** What a person has written, what is wrong with it, and what becomes of it when they say so. */
export class UrlBox implements ReactiveController {
  title = '';
  problems: readonly Problem[] = [];
  /** How many were taken the last time. */
  taken = 0;
  isTaking = false;
  /** What is wrong with all of it. */
  fault: 'urls-empty' | 'urls-late' | undefined;
  #text = '';
  #addresses: readonly Address[] = [];
  #pause: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly host: Host,
    private readonly source: () => Source | undefined,
  ) {
    host.addController(this);
  }

  get text(): string {
    return this.#text;
  }

  get addresses(): readonly Address[] {
    return this.#addresses;
  }

  hostDisconnected(): void {
    clearTimeout(this.#pause);
  }

  /** Is looked at after a pause. */
  write(text: string): void {
    this.#put(text);
    this.fault = undefined;
    this.taken = 0;
    // What was mended is wrong no more; the rest stays, where it stands now.
    this.problems = this.problems.flatMap((problem) => {
      const address = this.#addresses.find(({ url }) => url === problem.address.url);
      return address === undefined || problem.sameAs !== undefined ? [] : [{ ...problem, address }];
    });
    this.#later();
  }

  writeTitle(title: string): void {
    this.title = title;
    this.#later();
  }

  /** Looks at it now. */
  async judge(): Promise<void> {
    clearTimeout(this.#pause);
    const { uploader } = this.source() ?? {};
    const addresses = this.#addresses;
    if (uploader === undefined) return;
    const urls = addresses.map(({ url }) => url);
    // What cannot be looked at now is looked at when it is taken.
    const rejected = urls.length === 0 ? [] : await uploader.checkUrls(urls, this.#options).catch(() => undefined);
    if (rejected === undefined || addresses !== this.#addresses) return;
    this.problems = rejected.map((rejection) => problemOf(rejection, addresses));
    this.host.requestUpdate();
  }

  /** What is taken leaves the box; what is not stays in it, and the page hears of it. */
  async take(): Promise<void> {
    clearTimeout(this.#pause);
    const { host } = this;
    const { uploader } = this.source() ?? {};
    if (uploader === undefined || this.isTaking || host.isDisabled) return;
    const addresses = this.#addresses;
    this.fault = addresses.length === 0 ? 'urls-empty' : undefined;
    this.isTaking = addresses.length > 0;
    host.requestUpdate();
    if (!this.isTaking) return;
    try {
      const urls = addresses.map(({ url }) => url);
      const { added, rejected } = await uploader.addUrls(urls, this.#options);
      tellRejected(host, rejected);
      this.#put(rejected.map(({ at }) => urls[at]).join('\n'));
      this.taken = added.length;
      if (added.length > 0) this.title = '';
    } catch {
      this.fault = 'urls-late';
    }
    this.isTaking = false;
    host.requestUpdate();
    // What was the same as another line is the same as a row now.
    await this.judge();
  }

  clear(): void {
    this.write('');
    this.title = '';
    this.problems = [];
    this.host.requestUpdate();
  }

  #put(text: string): void {
    this.#text = text;
    this.#addresses = addressesIn(text);
  }

  #later(): void {
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => void this.judge(), PAUSE_MS);
    this.host.requestUpdate();
  }

  get #options(): AddUrlOptions {
    const { metadata, fileExtension } = this.host;
    const title = this.#addresses.length === 1 ? this.title.trim() : '';
    return {
      ...(fileExtension !== undefined && { fileExtension }),
      metadata: (url) => ({
        ...(typeof metadata === 'function' ? metadata(url) : metadata),
        ...(title !== '' && { title }),
      }),
    };
  }
}

function problemOf({ at, name, error }: UrlRejection, addresses: readonly Address[]): Problem {
  const address = addresses[at]!;
  const first = error.detail.values?.['first'];
  return { address, name, error, ...(typeof first === 'number' && { sameAs: addresses[first]!.line }) };
}
