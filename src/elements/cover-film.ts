import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { VideoFrames } from './cover-frames.js';
import { paint } from './paint.js';

/** Where in a film frames are suggested: neither in its titles nor in its credits. */
const SUGGESTED_SHARES = [0.1, 0.3, 0.5, 0.7, 0.9];
/** What is shorter looks the same all along. */
const SHORT_SECONDS = 0.5;
/** Pixels: enough for a small picture on a screen of twice the density. */
const SUGGESTED_SIDE = 240;

/** A small picture of a moment. */
export interface Suggestion {
  readonly seconds: number;
  readonly picture: HTMLCanvasElement;
}

export type Film =
  /** `soundless`: there is nothing to see in it. */
  { readonly is: 'absent' | 'opening' | 'unshowable' | 'soundless' } | OpenFilm;

export interface OpenFilm {
  readonly is: 'open';
  readonly frames: VideoFrames;
  /** What it shows, or is about to. */
  readonly seconds: number;
  readonly suggestions: readonly Suggestion[];
  /** How many suggestions are still to come. */
  readonly toCome: number;
}

/** Opens the film that its host shows, and lets go of it with the host, or when it is another one. */
export class FilmController implements ReactiveController {
  #film: Film = { is: 'absent' };
  #of: Blob | undefined;
  #life: AbortController | undefined;

  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    private readonly wanted: () => Blob | undefined,
  ) {
    host.addController(this);
  }

  get film(): Film {
    return this.#film;
  }

  hostConnected(): void {
    this.host.requestUpdate();
  }

  hostUpdate(): void {
    // A film that nobody sees is not opened: nobody would shut it.
    const film = this.host.isConnected ? this.wanted() : undefined;
    if (film === this.#of) return;
    this.hostDisconnected();
    this.#of = film;
    if (film === undefined) return;
    this.#life = new AbortController();
    this.#film = { is: 'opening' };
    void this.#open(film, this.#life.signal);
  }

  hostDisconnected(): void {
    this.#life?.abort();
    this.#of = undefined;
    this.#film = { is: 'absent' };
  }

  /** Whether the moment is shown in the end; not where the film breaks off, or is another one by then. */
  async seek(seconds: number): Promise<boolean> {
    const [film, life] = [this.#film, this.#life];
    if (film.is !== 'open' || life === undefined) return false;
    this.#show({ ...film, seconds });
    try {
      await film.frames.seek(seconds);
      return !life.signal.aborted;
    } catch {
      if (!life.signal.aborted) this.#fail();
      return false;
    }
  }

  #fail(): void {
    const isAudio = this.#of?.type.startsWith('audio/') === true;
    this.#life?.abort();
    this.#show({ is: isAudio ? 'soundless' : 'unshowable' });
  }

  async #open(film: Blob, signal: AbortSignal): Promise<void> {
    const frames = await opened(film, signal).catch(() => undefined);
    if (signal.aborted) return;
    if (frames === undefined) return this.#fail();
    const times = suggestedTimes(frames.seconds);
    this.#show({ is: 'open', frames, seconds: beginning(frames), suggestions: [], toCome: times.length });
    const change = (more: (open: OpenFilm) => Partial<OpenFilm>): void => {
      if (!signal.aborted && this.#film.is === 'open') this.#show({ ...this.#film, ...more(this.#film) });
    };
    const found = (suggestion: Suggestion): void =>
      change(({ suggestions, toCome }) => ({ suggestions: [...suggestions, suggestion], toCome: toCome - 1 }));
    // The film itself is there, whatever becomes of them.
    await suggest(film, times, signal, found).catch(() => change(() => ({ toCome: 0 })));
  }

  #show(film: Film): void {
    this.#film = film;
    this.host.requestUpdate();
  }
}

/** With a player of its own, so that the one that a person looks at stands still. */
async function suggest(
  film: Blob,
  times: readonly number[],
  life: AbortSignal,
  found: (suggestion: Suggestion) => void,
): Promise<void> {
  const over = new AbortController();
  try {
    const frames = await VideoFrames.open(film, AbortSignal.any([life, over.signal]));
    for (const seconds of times) {
      await frames.seek(seconds);
      const picture = document.createElement('canvas');
      paint(picture, frames.video, frames, SUGGESTED_SIDE);
      found({ seconds, picture });
    }
  } finally {
    over.abort();
  }
}

/** Not its very first frame, which is black more often than not. */
const beginning = ({ seconds }: VideoFrames): number => suggestedTimes(seconds)[0] ?? 0;

async function opened(film: Blob, signal: AbortSignal): Promise<VideoFrames> {
  const frames = await VideoFrames.open(film, signal);
  await frames.seek(beginning(frames));
  return frames;
}

const suggestedTimes = (seconds: number): readonly number[] =>
  seconds < SHORT_SECONDS ? [seconds / 2] : SUGGESTED_SHARES.map((share) => share * seconds);
