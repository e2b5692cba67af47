import { pieces } from './late-pieces.js';

/**
 * Opens the browser's file chooser with what this input says. Wants a click or key press behind it, so that nothing can be
 * waited for: the code for a picker that gives handles has come with the intent to click.
 */
export function chooseFiles(input: HTMLInputElement, take: (files: readonly File[]) => void): void {
  if (pieces.here) void pieces.here.pickWithHandles(input, take);
  else input.click();
}
