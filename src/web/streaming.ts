/**
 * Whether a request may be given a slice of a file, to be read while it is sent.
 *
 * Not in WebKit: Safari 26 (macOS and iOS, reported for many uploaders since Sep 2025, still so in 26.6; 17 is well)
 * sends such a slice whole and gets the answer, but the request never ends for the page, unless the slice reaches to
 * the end of the file. The same bytes from memory end. No probe can tell without a server of its own: the slice reads
 * well, also through a `blob:` URL, and the first request that shows it is one that hangs. So the engine decides: known
 * not by its name, which pages and settings can change, but by what only its errors have.
 */
export const filesCanBeStreamed = (): boolean => !('sourceURL' in new Error());
