/** What VOD did not take of what it was told of a file. */
export const englishRefusals = {
  'field.title': 'Title',
  'field.description': 'Description',
  'field.tags': 'Tags',
  'field.category': 'Category',

  'refused.too-long': '{field}: too long for the service. Shorten it, then retry.',
  'refused.too-many': '{field}: more than the service allows. Remove some, then retry.',
  'refused.characters':
    '{field}: the service does not allow some of the characters. Remove emoji and the like, then retry.',
} as const;
