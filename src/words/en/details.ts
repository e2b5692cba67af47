/** The words of the form for what VOD is told of a file. */
export const englishDetails = {
  details: 'Details',
  'details-of': 'Details for {name}',
  'no-category': 'None',
  'other-category': 'Category {id}',
  'tags-hint': 'Separate tags with commas.',
  'remove-tag': 'Remove tag {tag}',
  'of-most': '{count} of {most}',

  'fault.title-empty': 'Enter a title.',
  'fault.too-long': '{over} over the limit of {most} characters.',
  'fault.characters': 'Emoji are not allowed. Remove them.',
  'fault.too-many': '{over} over the limit of {most} tags.',
  'fault.tag-too-long': 'The tag “{tag}” is over the limit of {most} characters.',
  'fault.tag-characters': 'The tag “{tag}” has emoji, which are not allowed. Remove them.',
} as const;
