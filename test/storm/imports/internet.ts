const FILM = new Uint8Array(3_000).fill(7);

/** The emulator fetches from this machine alone. What stands behind `?` is a secret. */
export const urlOf = (kind: Kind, name: string): string =>
  `http://127.0.0.1/${kind}/${name}.mp4?Signature=secret-${name}`;

/** What becomes of a file that VOD fetches. */
export const KINDS = ['good', 'good', 'good', 'absent', 'huge', 'stuck', 'slow'] as const;
export type Kind = (typeof KINDS)[number];

/** Stands in for all servers of the world; undone by the function that comes back. */
export function openInternet(waitFor: (ms: number, signal: AbortSignal) => Promise<void>): () => void {
  const { fetch } = globalThis;
  const answer: typeof fetch = async (input, { signal } = {}) => {
    const life = signal ?? new AbortController().signal;
    const kind = new URL(input as URL).pathname.split('/')[1] as Kind;
    if (kind === 'absent') return new Response('no', { status: 404 });
    if (kind === 'huge') return new Response('x', { headers: { 'content-length': String(21 * 1024 ** 3) } });
    if (kind === 'stuck') await waitFor(24 * 3_600_000, life);
    if (kind === 'slow') await waitFor(20_000, life);
    return new Response(FILM, { headers: { 'content-length': String(FILM.length), 'content-type': 'video/mp4' } });
  };
  globalThis.fetch = answer;
  return () => void (globalThis.fetch = fetch);
}
