import { pass } from './gates.js';
import type { UploadController } from './upload-controller.js';

/** The likeliest button of the row, by phase. */
const STARTING = { validated: 'start', failed: 'retry' } as const;

/** In the form of an upload, Enter in one line, or with Ctrl or Cmd anywhere, is the Start button. */
export function startByKey(event: KeyboardEvent, { source, upload }: UploadController): void {
  const oneLine = event.target instanceof HTMLInputElement;
  if (event.key !== 'Enter' || event.isComposing || !(oneLine || event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  const action = upload && STARTING[upload.phase as keyof typeof STARTING];
  if (action !== undefined) pass(source?.uploader, action, upload?.id);
}
