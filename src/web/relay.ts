import type { News, Relay } from '../engine/ports.js';

/** What a tab that begins to listen says, so that it need not wait for the next news. */
const ASK = 'ask';

/**
 * Between tabs by BroadcastChannel, one for each upload and open only while somebody speaks or listens: an open channel
 * can cost a page its place in the back/forward cache. Where there is none, nobody hears anything.
 */
export const relay: Relay = {
  speak(name, newest, { signal }) {
    const tell = () => {
      if (!signal.aborted) channel?.postMessage(newest());
    };
    const channel = open(name, signal, (data) => data === ASK && tell());
    return tell;
  },
  listen(name, heard, { signal }) {
    open(name, signal, (data) => isNews(data) && heard(data))?.postMessage(ASK);
  },
};

function open(name: string, signal: AbortSignal, take: (data: unknown) => void): BroadcastChannel | undefined {
  if (typeof BroadcastChannel === 'undefined' || signal.aborted) return undefined;
  const channel = new BroadcastChannel(name);
  channel.addEventListener('message', ({ data }) => take(data), { signal });
  signal.addEventListener('abort', () => channel.close(), { once: true });
  return channel;
}

/** A tab that was opened long ago may run another version. */
function isNews(data: unknown): data is News {
  const { phase, confirmed, sent } = (data ?? {}) as Partial<News>;
  return typeof phase === 'string' && typeof confirmed === 'number' && typeof sent === 'number';
}
