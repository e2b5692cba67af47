/** The words of the form for what VOD is told of a file. */
export const englishDetails = {
  details: 'Details',
  'details-of': 'Details of {name}',
  'no-category': 'None',
  'other-category': 'No. {id}',
  'tags-hint': 'Separate them with commas.',
  'remove-tag': 'Remove tag {tag}',
  'of-most': '{count} of {most}',

  'fault.title-empty': 'Write a title.',
  'fault.too-long': 'Too long by {over}: at most {most} characters are taken.',
  'fault.characters': 'The service refuses emoji. Take them out.',
  'fault.too-many': 'Too many by {over}: at most {most} are taken.',
  'fault.tag-too-long': '“{tag}” is too long: at most {most} characters are taken.',
  'fault.tag-characters': '“{tag}” has emoji, which the service refuses. Take them out.',
} as const;
