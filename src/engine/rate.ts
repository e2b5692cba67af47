/** Speed over this long a window. */
const WINDOW_MS = 8_000;
/** Silent until this much of the window is filled: early figures mislead. */
const STEADY_MS = 1_500;

/** Bytes per second over the last seconds. */
export class Rate {
  #samples: { readonly at: number; readonly bytes: number }[] = [];

  /** `bytes` never falls, `at` is monotonic ms. Returns the rate, or undefined until it is steady. */
  add(at: number, bytes: number): number | undefined {
    this.#samples.push({ at, bytes });
    while (this.#samples.length > 2 && this.#samples[0]!.at < at - WINDOW_MS) this.#samples.shift();
    const first = this.#samples[0]!;
    const ms = at - first.at;
    return ms < STEADY_MS ? undefined : Math.round(((bytes - first.bytes) / ms) * 1000);
  }
}
