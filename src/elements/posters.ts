import { VideoFrames } from './cover-frames.js';
import { paint } from './paint.js';

/** Pixels: a row's picture on a screen of twice the density and more. */
const SIDE = 112;
/** Neither black, as the very first frame often is, nor the title. */
const SHARE = 0.1;
const LATEST_SECONDS = 10;

let turn: Promise<unknown> = Promise.resolve();
let allowed = true;

/**
 * A small picture of a local film; undefined where this browser cannot show it, or may not: its bytes are shown from a
 * `blob:` address, which the page's policy has to allow. One film is opened at a time. Never rejects.
 */
export function posterOf(film: Blob, signal: AbortSignal): Promise<HTMLCanvasElement | undefined> {
  const poster = turn.then(() => (allowed && !signal.aborted ? draw(film, signal) : undefined));
  turn = poster;
  return poster;
}

async function draw(film: Blob, signal: AbortSignal): Promise<HTMLCanvasElement | undefined> {
  const over = new AbortController();
  const life = AbortSignal.any([signal, over.signal]);
  // Once is enough to know the page's policy, and its console.
  document.addEventListener(
    'securitypolicyviolation',
    ({ effectiveDirective, blockedURI }) => {
      if (effectiveDirective === 'media-src' && blockedURI === 'blob') allowed = false;
    },
    { signal: life },
  );
  try {
    const frames = await VideoFrames.open(film, life);
    await frames.seek(Math.min(frames.seconds * SHARE, LATEST_SECONDS));
    const canvas = document.createElement('canvas');
    canvas.ariaHidden = 'true';
    paint(canvas, frames.video, frames, SIDE);
    return canvas;
  } catch {
    return undefined;
  } finally {
    over.abort();
  }
}
