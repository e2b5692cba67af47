import type { LitElement, ReactiveController, TemplateResult } from 'lit';
import { late } from '../engine/late.js';
import { isOver, type UploadState } from '../engine/state.js';
import { alertIcon, audioIcon, checkIcon, playIcon, videoIcon } from './icons.js';
import { isSafe } from './shown-phase.js';
import type { UploadController } from './upload-controller.js';

const loadPosters = late(() => import('./posters.js'), import.meta.url);

/** What kind of media it is, or what became of it; small on a poster, which says the first by itself. */
export function pictureIcon(upload: UploadState, onPoster: boolean): TemplateResult {
  const size = onPoster ? 14 : 22;
  if (upload.phase === 'ready' || isSafe(upload)) return checkIcon(size);
  if (upload.phase === 'failed') return alertIcon(size);
  if (onPoster) return playIcon(size);
  return upload.type.startsWith('audio/') ? audioIcon(size) : videoIcon(size);
}

/** Its header was read, or is not going to be, and it does not speak against a picture. */
const hasPictures = ({ phase, type, local, importing }: UploadState): boolean =>
  phase !== 'selected' && !importing && !local?.unrecognised
    ? local?.videoCodec !== undefined || (local?.container === undefined && type.startsWith('video/'))
    : false;

/** A picture from the local film, once its row is in sight; it goes with the row, or when that is about another upload. */
export class PosterController implements ReactiveController {
  #canvas: HTMLCanvasElement | undefined;
  #id: string | undefined;
  #seen = false;
  #sight: IntersectionObserver | undefined;
  #drawing: AbortController | undefined;

  constructor(
    private readonly host: LitElement,
    private readonly about: UploadController,
  ) {
    host.addController(this);
  }

  get canvas(): HTMLCanvasElement | undefined {
    return this.#canvas;
  }

  hostConnected(): void {
    this.#sight = new IntersectionObserver((entries) => {
      this.#seen = entries.at(-1)?.isIntersecting === true;
      if (this.#seen) this.#draw();
      else this.#stop();
    });
    this.#sight.observe(this.host);
  }

  hostUpdate(): void {
    const { id } = this.about;
    if (id === this.#id) return;
    this.#stop();
    this.#id = id;
    this.#canvas = undefined;
  }

  hostUpdated(): void {
    this.#draw();
  }

  hostDisconnected(): void {
    this.#sight?.disconnect();
    this.#seen = false;
    this.#stop();
  }

  #stop(): void {
    this.#drawing?.abort();
    this.#drawing = undefined;
  }

  #draw(): void {
    const { upload, source } = this.about;
    if (!this.#seen || this.#canvas !== undefined || this.#drawing !== undefined) return;
    if (upload === undefined || isOver(upload) || !hasPictures(upload)) return;
    const film = source?.uploader.fileOf(upload.id);
    if (film === undefined) return;
    const drawing = (this.#drawing = new AbortController());
    loadPosters()
      .then(({ posterOf }) => posterOf(film, drawing.signal))
      .then((canvas) => {
        if (drawing.signal.aborted) return;
        // One that cannot be shown is not tried again while the row is in sight.
        this.#canvas = canvas;
        this.host.requestUpdate();
      })
      .catch(() => undefined);
  }
}
