/** A local film answers within moments; one that shows no sign of life for so long never will. */
const PATIENCE_MS = 20_000;
const LIFE_SIGNS = ['progress', 'durationchange', 'loadedmetadata', 'loadeddata', 'timeupdate'];

/** Further than any film reaches. */
const BEYOND_SECONDS = 1e9;
/** Exactly at its end a film has no frame in some browsers. */
const BEFORE_END_SECONDS = 0.05;

/** The frames of a local film, one at a time, in a `<video>` that may stand in a page. Lives as long as its signal. */
export class VideoFrames {
  #seconds = 0;
  #wanted: number | undefined;
  #seeking: Promise<void> | undefined;

  private constructor(
    readonly video: HTMLVideoElement,
    private readonly signal: AbortSignal,
  ) {}

  /** Rejects where this browser cannot show it, and with the signal's reason. */
  static async open(film: Blob, signal: AbortSignal): Promise<VideoFrames> {
    signal.throwIfAborted();
    const video = document.createElement('video');
    const url = URL.createObjectURL(film);
    const close = (): void => {
      URL.revokeObjectURL(url);
      video.removeAttribute('src');
      // Lets go of the decoder now: a phone has few.
      video.load();
    };
    signal.addEventListener('abort', close, { once: true });
    Object.assign(video, { muted: true, playsInline: true, preload: 'auto', src: url });
    const frames = new VideoFrames(video, signal);
    await frames.#until('loadedmetadata');
    if (video.videoWidth === 0) throw new Error('There is no picture that this browser can show');
    frames.#seconds = await frames.#measure();
    // A phone loads the first frame only when it is asked for one.
    await frames.seek(0);
    return frames;
  }

  /** How long it is. */
  get seconds(): number {
    return this.#seconds;
  }

  get width(): number {
    return this.video.videoWidth;
  }

  get height(): number {
    return this.video.videoHeight;
  }

  /** Shows the frame of this time. While it is on its way there only the newest wish counts. Rejects as `open` does. */
  seek(seconds: number): Promise<void> {
    const last = Math.max(0, this.#seconds - Math.min(BEFORE_END_SECONDS, this.#seconds / 2));
    this.#wanted = Math.min(Math.max(0, seconds), last);
    this.#seeking ??= this.#follow().finally(() => (this.#seeking = undefined));
    return this.#seeking;
  }

  async #follow(): Promise<void> {
    while (this.#wanted !== undefined) {
      const seconds = this.#wanted;
      this.#wanted = undefined;
      await this.#go(seconds);
    }
  }

  async #go(seconds: number): Promise<void> {
    const { video } = this;
    const there = this.#until('seeked');
    video.currentTime = seconds;
    await there;
    if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) await this.#until('canplay');
  }

  /** The length of a recording is often not written into it: the browser learns it by going to the end. */
  async #measure(): Promise<number> {
    const { video } = this;
    if (Number.isFinite(video.duration)) return video.duration;
    await this.#go(BEYOND_SECONDS);
    return Number.isFinite(video.duration) ? video.duration : video.currentTime;
  }

  #until(type: 'loadedmetadata' | 'seeked' | 'canplay'): Promise<void> {
    const { video, signal } = this;
    return new Promise((resolve, reject) => {
      signal.throwIfAborted();
      if (video.error !== null) throw new Error('This browser cannot show the film');
      const over = new AbortController();
      const listening = { signal: over.signal };
      let silence: ReturnType<typeof setTimeout> | undefined;
      const end = (settle: () => void) => (): void => {
        clearTimeout(silence);
        over.abort();
        settle();
      };
      const fail = (what: string) => end(() => reject(new Error(what)));
      const wait = (): void => {
        clearTimeout(silence);
        silence = setTimeout(fail(`Nothing was heard of the film before "${type}"`), PATIENCE_MS);
      };
      for (const sign of LIFE_SIGNS) video.addEventListener(sign, wait, listening);
      video.addEventListener(type, end(resolve), listening);
      video.addEventListener('error', fail('This browser cannot show the film'), listening);
      signal.addEventListener(
        'abort',
        end(() => reject(signal.reason as Error)),
        listening,
      );
      wait();
    });
  }
}
