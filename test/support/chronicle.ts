import type { Page } from 'puppeteer-core';

/** What a row looked like for a while. */
export interface Moment {
  /** ms since the page was opened. */
  readonly at: number;
  /** `waiting: offline` and the like. */
  readonly phase: string;
  /** The row's own words. */
  readonly words: string;
  /** Of the bar, in percent with its fractions. */
  readonly bar: number;
}

export interface Chronicle {
  readonly moments: readonly Moment[];
  /** How often the bar went back, which it must not. */
  readonly falls: number;
  readonly videoIds: readonly string[];
}

/** Call before the page is opened: writes down every state that its first row is drawn in. */
export async function chronicle(page: Page): Promise<() => Promise<Chronicle>> {
  await page.evaluateOnNewDocument(() => {
    const moments: { at: number; phase: string; words: string; bar: number }[] = [];
    const videoIds = new Set<string>();
    const written = { moments, falls: 0, videoIds };
    Object.assign(globalThis, { chronicle: written });
    const deep = (root: Element | ShadowRoot, name: string): Element | undefined => {
      for (const element of root.querySelectorAll('*')) {
        const found = element.localName === name ? element : element.shadowRoot && deep(element.shadowRoot, name);
        if (found) return found;
      }
      return undefined;
    };
    let most = 0;
    const look = () => {
      const element = document.querySelector('vod-uploader');
      const upload = element?.uploads?.[0];
      const row = element?.shadowRoot && deep(element.shadowRoot, 'vod-upload-item')?.shadowRoot;
      if (!upload || !row) return;
      if (upload.videoId !== undefined) videoIds.add(upload.videoId);
      const fill = deep(row, 'vod-upload-progress')?.shadowRoot?.querySelector<HTMLElement>('.fill');
      const bar = parseFloat(fill?.style.getPropertyValue('--_share') ?? 'NaN');
      if (bar < most) written.falls += 1;
      if (bar > most) most = bar;
      const phase = upload.phase === 'waiting' ? `waiting: ${upload.reason}` : upload.phase;
      const last = moments.at(-1);
      if (last?.phase === phase) return;
      const words = deep(row, 'vod-upload-status')?.shadowRoot?.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '';
      moments.push({ at: Math.round(performance.now()), phase, words, bar });
    };
    // Not on frames: they stop where nobody looks.
    setInterval(look, 50);
  });
  return () =>
    page.evaluate(() => {
      const { moments, falls, videoIds } = (
        globalThis as unknown as {
          chronicle: { moments: Moment[]; falls: number; videoIds: Set<string> };
        }
      ).chronicle;
      return { moments, falls, videoIds: [...videoIds] };
    });
}
