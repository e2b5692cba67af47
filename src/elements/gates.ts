import type { UploaderHandle } from './uploader-factory.js';

/** Whether an upload may start. What may not shows what is wrong, and takes the focus there unless another one did. */
export type Gate = (takesFocus: boolean) => boolean;

const gates = new WeakMap<UploaderHandle, Map<string, Gate>>();

/** From now on the buttons ask before they start this upload. Its life hangs on the signal. */
export function guard(uploader: UploaderHandle, id: string, gate: Gate, signal: AbortSignal): void {
  const guarded = gates.get(uploader) ?? new Map<string, Gate>();
  gates.set(uploader, guarded.set(id, gate));
  signal.addEventListener('abort', () => guarded.get(id) === gate && guarded.delete(id), { once: true });
}

/** What a Start, Retry or Resume button does, with one upload or with all: those that are wrong stay, the others go. */
export function pass(uploader: UploaderHandle | undefined, action: 'start' | 'retry' | 'resume', id?: string): void {
  if (uploader === undefined) return;
  const guarded = gates.get(uploader);
  if (guarded === undefined || guarded.size === 0) return uploader[action](id);
  let allRight = true;
  for (const { id: each } of uploader.state.uploads) {
    if ((id ?? each) !== each) continue;
    if (guarded.get(each)?.(allRight) ?? true) uploader[action](each);
    else allRight = false;
  }
}
