import { rememberHandle } from './file-handles.js';

/** What Chromium's File System Access adds; not in TypeScript's library. */
interface Handle {
  getFile(): Promise<File>;
}
interface PickerOptions {
  readonly multiple: boolean;
  readonly types?: readonly { readonly description: string; readonly accept: Readonly<Record<string, string[]>> }[];
}
type Picker = (options: PickerOptions) => Promise<readonly Handle[]>;

const picking = new WeakSet<HTMLInputElement>();

/**
 * Opens the browser's file chooser with what this input says. Chromium's own picker gives handles with the files, by
 * which a reload finds them again; everywhere else the input itself is clicked.
 */
export async function pickWithHandles(input: HTMLInputElement, take: (files: readonly File[]) => void): Promise<void> {
  const picker = pickerOf();
  // It knows neither folders nor cameras.
  if (picker === undefined || input.webkitdirectory || input.hasAttribute('capture')) return input.click();
  // A second click, before the chooser covers the page.
  if (input.disabled || picking.has(input)) return;
  picking.add(input);
  try {
    const handles = await picker({ multiple: input.multiple, ...typesOf(input) });
    const files = await Promise.all(handles.map(async (handle) => rememberHandle(await handle.getFile(), handle)));
    take(files);
  } catch (error) {
    // Closed by the person; all else (a frame without the right, a policy, an odd `accept`) leaves the input.
    if (!(error instanceof DOMException) || error.name !== 'AbortError') input.click();
  } finally {
    picking.delete(input);
  }
}

/** Automation (WebDriver, DevTools protocol) fills inputs and answers their chooser; nothing of it reaches a picker. */
const pickerOf = (): Picker | undefined =>
  navigator.webdriver
    ? undefined
    : (globalThis as { showOpenFilePicker?: Picker }).showOpenFilePicker?.bind(globalThis);

/** An extension needs a MIME type beside it; one that nothing has adds no others to the list. */
const NO_MIME = 'video/x-vod-uploader';

/** `accept` as the picker takes it. */
function typesOf({ accept, ariaLabel }: HTMLInputElement): Pick<PickerOptions, 'types'> {
  const all = accept.split(',').flatMap((type) => type.trim() || []);
  if (all.length === 0) return {};
  const mimes = all.filter((type) => !type.startsWith('.'));
  const extensions = all.filter((type) => type.startsWith('.'));
  const types = Object.fromEntries(mimes.map((mime): [string, string[]] => [mime, []]));
  if (extensions.length > 0) types[mimes[0] ?? NO_MIME] = extensions;
  return { types: [{ description: ariaLabel ?? '', accept: types }] };
}
