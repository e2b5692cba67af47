import type { Connection } from '../connection.js';
import type { Check } from '../engine/diagnosis.js';
import { failed, ok } from './check.js';

/** Whether a page at `page` may ask the backend at all: over https, browsers block what goes over http. */
export function checkMixedContent({ endpoint, urls, backend }: Connection, page: string): Check {
  const addresses = backend ? [] : [endpoint, ...Object.values(urls ?? {})].filter((url) => url !== undefined);
  const plain = addresses.filter((url) => URL.canParse(url, page) && isPlain(new URL(url, page)));
  return new URL(page).protocol === 'https:' && plain.length > 0
    ? failed('mixed-content', 'The page is on https and its backend on http, which browsers block: use https there.')
    : ok('mixed-content', 'The page asks for nothing over http that its browser would block.');
}

/** Browsers take this machine for safe. */
const isPlain = ({ protocol, hostname }: URL): boolean =>
  protocol === 'http:' && !/^(localhost|.+\.localhost|127\..+|\[::1\])$/.test(hostname);
