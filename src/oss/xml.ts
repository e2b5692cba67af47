/** An element by its local name; prefixes, namespaces and attributes are not kept. */
export interface XmlElement {
  readonly name: string;
  /** Its own text, entities resolved, trimmed: OSS's samples have stray spaces. */
  readonly text: string;
  readonly children: readonly XmlElement[];
}

/** The document is not whole, not well-formed, too large, or carries a DOCTYPE. */
export class XmlError extends Error {
  override readonly name = 'XmlError';
}

// A full page of ListParts (1,000 parts) has about 250,000 characters.
const MAX_LENGTH = 4 << 20;
const MAX_DEPTH = 32;

interface Node {
  name: string;
  text: string;
  children: XmlElement[];
}

/**
 * Reads a whole document; half of one throws. Not `DOMParser`, because `parseFromString` wants TrustedHTML even for
 * XML, which breaks on pages that require Trusted Types.
 */
export function parseXml(source: string): XmlElement {
  if (source.length > MAX_LENGTH) throw new XmlError('too long');
  const document: Node = { name: '', text: '', children: [] };
  const open = [document];
  let at = source.startsWith('\uFEFF') ? 1 : 0;
  const current = (): Node => open[open.length - 1] ?? document;

  while (at < source.length) {
    const tag = source.indexOf('<', at);
    current().text += resolveEntities(source.slice(at, tag < 0 ? undefined : tag));
    if (tag < 0) break;
    if (source.startsWith('<!--', tag)) at = after(source, '-->', tag + 4);
    else if (source.startsWith('<?', tag)) at = after(source, '?>', tag + 2);
    else if (source.startsWith('<![CDATA[', tag)) {
      at = after(source, ']]>', tag + 9);
      current().text += source.slice(tag + 9, at - 3);
    } else if (source.startsWith('<!', tag)) throw new XmlError('DOCTYPE refused');
    else {
      at = tagEnd(source, tag + 1);
      readTag(source.slice(tag + 1, at - 1).trim(), open);
    }
  }

  const [root, ...more] = document.children;
  if (!root || more.length > 0 || open.length > 1 || document.text.trim() !== '')
    throw new XmlError('not one whole document');
  return root;
}

export const childOf = (element: XmlElement, name: string): XmlElement | undefined =>
  element.children.find((child) => child.name === name);

export const childrenOf = (element: XmlElement, name: string): readonly XmlElement[] =>
  element.children.filter((child) => child.name === name);

/** An element that is absent and one that is empty are the same. */
export const textOf = (element: XmlElement, name: string): string | undefined =>
  childOf(element, name)?.text || undefined;

/** The body of CompleteMultipartUpload, parts ascending as OSS demands. */
export function completeXml(parts: readonly { readonly n: number; readonly etag: string }[]): string {
  const lines = [...parts]
    .sort((a, b) => a.n - b.n)
    .map(({ n, etag }) => `<Part>\n<PartNumber>${n}</PartNumber>\n<ETag>${escape(etag)}</ETag>\n</Part>\n`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<CompleteMultipartUpload>\n${lines.join('')}</CompleteMultipartUpload>`;
}

function readTag(tag: string, open: Node[]): void {
  if (tag.startsWith('/')) {
    const closed = open.length > 1 ? open.pop() : undefined;
    if (closed?.name !== localName(tag.slice(1).trim())) throw new XmlError('tags do not match');
    open[open.length - 1]?.children.push({ ...closed, text: closed.text.trim() });
    return;
  }
  const name = localName(/^[^\s/]*/.exec(tag)?.[0] ?? '');
  if (tag.endsWith('/')) open[open.length - 1]?.children.push({ name, text: '', children: [] });
  else if (open.length > MAX_DEPTH) throw new XmlError('too deep');
  else open.push({ name, text: '', children: [] });
}

function localName(qualified: string): string {
  const name = qualified.slice(qualified.indexOf(':') + 1);
  if (!/^[A-Za-z_][\w.-]*$/.test(name)) throw new XmlError('not a name');
  return name;
}

function after(source: string, mark: string, from: number): number {
  const at = source.indexOf(mark, from);
  if (at < 0) throw new XmlError('broken off');
  return at + mark.length;
}

/** Just behind the tag's `>`; one inside an attribute's quotes does not count. */
function tagEnd(source: string, from: number): number {
  let quote = '';
  for (let at = from; at < source.length; at++) {
    const mark = source.charAt(at);
    if (quote) quote = mark === quote ? '' : quote;
    else if (mark === '"' || mark === "'") quote = mark;
    else if (mark === '>') return at + 1;
  }
  throw new XmlError('broken off');
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

// What is no entity stays as it is: OSS echoes the string to sign in its errors, and gateways escape carelessly.
const resolveEntities = (text: string): string =>
  text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|lt|gt|quot|apos));/gi,
    (all, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return NAMED[name.toLowerCase()] ?? all;
      const point = decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal);
      return point <= 0x10ffff ? String.fromCodePoint(point) : all;
    },
  );

const escape = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
