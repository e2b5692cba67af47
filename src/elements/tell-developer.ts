/** What a person at the page can neither understand nor mend is for whoever built it. Never holds a secret. */
export function tellDeveloper(message: string): void {
  // eslint-disable-next-line no-console -- the console is where a page's developer looks
  console.error(`vod-uploader: ${message}`);
}
