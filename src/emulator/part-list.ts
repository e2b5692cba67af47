import { ossError } from './oss-error.js';

export interface ListedPart {
  readonly n: number;
  /** As the client wrote it, quotes taken off. */
  readonly etag: string;
}

/** Reads a CompleteMultipartUpload body. Document types and anything that is not a list of parts are MalformedXML. */
export function readPartList(body: string): readonly ListedPart[] {
  const root =
    /^\uFEFF?\s*(?:<\?xml[^>]*\?>\s*)?<CompleteMultipartUpload(?:\s[^>]*)?>([\s\S]*)<\/CompleteMultipartUpload>\s*$/.exec(
      body,
    );
  if (!root) throw ossError('MalformedXML');
  // Not by one pattern for all parts: that takes minutes for a body of `<Part><Part>…`.
  const parts = (root[1] as string).split('</Part>');
  const rest = parts.pop() as string;
  if (rest.trim() !== '' || parts.length === 0) throw ossError('MalformedXML');
  return parts.map(readPart);
}

function readPart(text: string): ListedPart {
  const inner = text.trimStart();
  if (!inner.startsWith('<Part>') || inner.includes('<Part>', 1)) throw ossError('MalformedXML');
  const n = /<PartNumber>\s*(\d{1,9})\s*<\/PartNumber>/.exec(inner)?.[1];
  const etag = /<ETag>([^<]*)<\/ETag>/.exec(inner)?.[1];
  if (n === undefined || etag === undefined) throw ossError('MalformedXML');
  return { n: Number(n), etag: unquote(etag) };
}

const unquote = (etag: string): string => etag.replace(/&quot;|&#34;|"/g, '').trim();
