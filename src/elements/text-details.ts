/** The words of the form for what VOD is told of a file. */
export const englishDetails = {
  details: 'Details',
  'details-of': 'Details of {name}',
  'field.title': 'Title',
  'field.description': 'Description',
  'field.tags': 'Tags',
  'field.category': 'Category',
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

  'refused.too-long': '{field}: too long for the service. Shorten it, then retry.',
  'refused.too-many': '{field}: more than the service takes. Take some out, then retry.',
  'refused.characters': '{field}: the service refuses some of the characters. Take out emoji and the like, then retry.',
} as const;
