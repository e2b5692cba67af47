import { pieces } from './late-pieces.js';

/**
 * Opens the browser's file chooser with what this input says. Wants a click or key press behind it, so that nothing can be
 * waited for: the code for a picker that gives handles has come with the intent to click.
 */
export function chooseFiles(input: HTMLInputElement, take: (files: readonly File[]) => void): void {
  if (pieces.here) void pieces.here.pickWithHandles(input, take);
  else input.click();
}

/** The files that a person chose with the input. */
export function chosenFiles(event: Event): readonly File[] {
  const input = event.target as HTMLInputElement;
  const files = [...(input.files ?? [])];
  // So that the same file can be chosen again.
  input.value = '';
  return files;
}
