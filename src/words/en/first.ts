/** What is read before there is an upload, or must not be missing for a moment when there is one. */
export const firstEnglish = {
  'choose-video': 'Choose video',
  'choose-files': 'Choose files',
  'choose-another': 'Choose another',
  'choose-folder': 'Choose folder',
  'drop-one': 'Drop a video here',
  'drop-many': 'Drop videos here',
  'drop-more': 'Drop more here',
  'drop-another': 'Drop another video here',
  'drop-now': 'Drop to add',
  hint: 'MP4, MOV, MKV, WebM, MP3 and other video or audio',
  'hint-limit': 'MP4, MOV, MKV, WebM, MP3 and other video or audio, up to {most:bytes}',
  'file-input': 'Files to upload',
  'list-late': 'Loading uploads…',

  'need-file': 'Choose a video.',
  'need-finish': 'Wait for the upload to finish.',
} as const;
