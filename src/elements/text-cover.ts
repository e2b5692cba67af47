/** What people read while they choose a cover. */
export const englishCover = {
  cover: 'Cover picture',
  'cover.position': 'Position in the video',
  'cover.of': '{time} of {total}',
  'cover.frame': 'Frame at {time}',
  'cover.suggested': 'Suggested frames',
  'cover.use': 'Use this frame',
  'cover.use-at': 'Use the frame at {time}',
  'cover.image': 'Choose an image',
  'cover.remove': 'Remove cover',
  'cover.chosen': 'Your cover',
  'cover.removed': 'Cover removed',
  'cover.opening': 'Opening the video …',
  'cover.unshowable': 'This browser cannot show this video. Choose an image as its cover.',
  'cover.soundless': 'There is nothing to see in this file. Choose an image as its cover.',
  'cover.late': 'The upload has begun: its cover can no longer be chosen here.',
  'cover.sent': 'It is the cover of this upload.',
} as const;
