/** What an element may hold; an array repeats its element, `undefined` leaves it out. */
type XmlValue = string | number | boolean | null | undefined | XmlTree | readonly XmlValue[];
export interface XmlTree {
  readonly [name: string]: XmlValue;
}

/** No namespace on the root: the Python SDK v2 finds nothing with one. */
export const xmlDocument = (root: string, tree: XmlTree | string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${element(root, tree)}`;

function element(name: string, value: XmlValue): string {
  if (value === undefined || value === null) return '';
  if (isList(value)) return value.map((item) => element(name, item)).join('');
  if (typeof value !== 'object') return `<${name}>${escape(String(value))}</${name}>`;
  const inner = Object.entries(value).map(([child, content]) => element(child, content));
  return `<${name}>${inner.join('')}</${name}>`;
}

const isList = (value: XmlValue): value is readonly XmlValue[] => Array.isArray(value);

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escape = (text: string): string => text.replace(/[&<>"']/g, (mark) => ESCAPES[mark] as string);
