import { createVodUploader, type BackendFunctions, type VodUploaderOptions } from '../../src/core.js';
import { createPageEmulator, type PageEmulator, type PageOptions } from '../../src/emulator/page.js';
import { createNativeStore } from '../../src/oss/native-store.js';
import { ACTIONS, type Action } from '../../src/vod/protocol.js';

/** VOD and OSS in this page, as an element takes them: `.backend=${world.calls} .store=${world.store}`. */
export interface PageWorld extends PageEmulator {
  readonly calls: BackendFunctions;
  readonly store: ReturnType<typeof createNativeStore>;
}

/** `ims/UploadMediaByURL` is `imsUploadMediaByURL` among functions. */
const functionName = (action: Action): string => {
  const name = action.replace('ims/', 'Ims');
  return name.charAt(0).toLowerCase() + name.slice(1);
};

export function pageWorld({ settings, ...options }: PageOptions = {}): PageWorld {
  const page = createPageEmulator({ settings: { analyseMs: 300, transcodeMs: 900, ...settings }, ...options });
  const calls = ACTIONS.map((action) => [functionName(action), (parameters: object) => page.ask(action, parameters)]);
  return {
    ...page,
    calls: Object.fromEntries(calls),
    store: createNativeStore({ send: page.send }),
  };
}

/** An uploader of the page's own over it. */
export const uploaderIn = (world: PageWorld, options: VodUploaderOptions = {}): ReturnType<typeof createVodUploader> =>
  createVodUploader({
    backend: world.calls,
    send: world.send,
    network: world.line,
    pollMs: [200, 1000],
    partSize: 256 * 1024,
    resumeMode: 'off',
    ...options,
  });
