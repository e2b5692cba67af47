/** The files that a person chose with the input. */
export function chosenFiles(event: Event): readonly File[] {
  const input = event.target as HTMLInputElement;
  const files = [...(input.files ?? [])];
  // So that the same file can be chosen again.
  input.value = '';
  return files;
}
