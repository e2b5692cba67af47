import { stopped } from '../engine/abort.js';
import { untilAborted } from '../engine/until-aborted.js';
import type { Check } from '../engine/diagnosis.js';
import { rungs } from '../web/hash-ladder.js';
import { failed, ok, skipped, warning } from './check.js';
import type { Kit } from './kit.js';
import { checkMixedContent } from './mixed-content.js';

/** Storage that has not opened by then does not open. */
const SILENT_MS = 5_000;

/** What this page and its browser can do. Rejects only with the signal's reason. */
export async function checkPage(kit: Kit, signal: AbortSignal): Promise<Check[]> {
  const checks = [
    secureContext(),
    checkMixedContent(kit.connection(), location.href),
    online(kit),
    await storage(kit, signal),
    await locks(),
    channel(),
    await hashing(signal),
    fileHandles(),
  ];
  signal.throwIfAborted();
  return checks;
}

const secureContext = (): Check =>
  globalThis.isSecureContext
    ? ok('secure-context', 'The page is a secure context.')
    : warning(
        'secure-context',
        'The page is no secure context: two tabs may send the same file, the screen may go dark, and no file is found again after a reload. Serve it over https.',
      );

const online = ({ network }: Kit): Check =>
  network.online()
    ? ok('online', 'The browser takes itself to be online.')
    : failed('online', 'The browser says that it is offline: connect this computer, then look again.');

/** Opening is what private windows and full disks refuse, or never answer. */
async function storage({ clock }: Kit, signal: AbortSignal): Promise<Check> {
  const over = new AbortController();
  const either = AbortSignal.any([signal, over.signal]);
  clock.wait(SILENT_MS, either).then(
    () => over.abort(stopped('No answer')),
    () => undefined,
  );
  try {
    await untilAborted(openAndClose('vod-uploader-diagnose'), either);
    return ok('storage', 'IndexedDB opens: uploads are found again after a reload.');
  } catch {
    signal.throwIfAborted();
    return warning(
      'storage',
      'IndexedDB does not open: after a reload nothing can be continued. A private window, a full disk or blocked cookies do that.',
    );
  } finally {
    over.abort(stopped('Looked at'));
  }
}

/** Leaves nothing, even where the answer comes when nobody waits for it any more. */
const openAndClose = (name: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const opening = indexedDB.open(name);
    opening.onsuccess = () => {
      opening.result.close();
      indexedDB.deleteDatabase(name);
      resolve();
    };
    opening.onerror = () => reject(new Error(opening.error?.name));
  });

async function locks(): Promise<Check> {
  try {
    await navigator.locks.query();
    return ok('locks', 'Web Locks work: no two tabs send the same file.');
  } catch {
    return warning('locks', 'There are no Web Locks: two tabs may send the same file. They need https.');
  }
}

const channel = (): Check =>
  'BroadcastChannel' in globalThis
    ? ok('channel', 'BroadcastChannel is there: tabs can tell each other.')
    : warning('channel', 'There is no BroadcastChannel: a tab cannot show what another one sends.');

/** In earnest: one letter is hashed in a worker. */
async function hashing(signal: AbortSignal): Promise<Check> {
  try {
    const lane = await rungs()[0]!();
    try {
      await lane.md5(new Blob(['a']), signal);
    } finally {
      lane.close();
    }
  } catch {
    return warning(
      'hashing',
      'No worker hashes here, so the page itself does, more slowly. A policy needs worker-src and script-src to allow the file hash-worker.js, and trusted-types vod-uploader.',
    );
  }
  // Not with what: a page whose policy forbids WebAssembly would be told that somebody has tried.
  return ok('hashing', 'A worker hashes.');
}

const fileHandles = (): Check =>
  'showOpenFilePicker' in globalThis
    ? ok('file-handles', 'The browser keeps file handles: after a reload one click continues.')
    : skipped('file-handles', 'The browser keeps no file handles: after a reload the person picks the file again.');
