import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { UploadState } from '../engine/state.js';

/** VOD has not been told of the upload: its cover can be another one. */
export const isChoosable = (upload: UploadState): boolean =>
  upload.videoId === undefined &&
  upload.importing?.jobId === undefined &&
  upload.phase !== 'canceled' &&
  (upload.phase !== 'failed' || upload.error.retryable);

/** The cover that goes with an upload: the person's wish, which may be none, else the page's. */
export function coverOf({ described = {} }: UploadState): Blob | undefined {
  const { page, person } = described;
  return person !== undefined && 'cover' in person ? person.cover : page?.cover;
}

/** A URL of one picture at a time, for as long as its host is in the page and shows it; '' while there is none. */
export class PictureUrl implements ReactiveController {
  #of: Blob | undefined;
  #url = '';

  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    private readonly wanted: () => Blob | undefined,
  ) {
    host.addController(this);
  }

  get url(): string {
    return this.#url;
  }

  hostUpdate(): void {
    const picture = this.host.isConnected ? this.wanted() : undefined;
    if (picture === this.#of) return;
    this.hostDisconnected();
    if (picture === undefined) return;
    this.#of = picture;
    this.#url = URL.createObjectURL(picture);
  }

  hostDisconnected(): void {
    if (this.#of !== undefined) URL.revokeObjectURL(this.#url);
    this.#of = undefined;
    this.#url = '';
  }
}
