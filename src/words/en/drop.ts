/** What is read while files are dragged over the page; comes with what looks at them. */
export const englishDrop = {
  'drag-all.one': 'Drop to add {count} file',
  'drag-all.other': 'Drop to add {count} files',
  'drag-some.one': 'Drop to add {taken} of {count} file',
  'drag-some.other': 'Drop to add {taken} of {count} files',
  'drag-type': 'Only video and audio can be added here',
  'drag-accept': 'Files of this type cannot be added here',
  'drag-full': 'The list is full. Remove a file first.',
  'drag-room.one': 'There is room for {count} more file',
  'drag-room.other': 'There is room for {count} more files',
  'drag-disabled': 'Files cannot be added right now',
} as const;
