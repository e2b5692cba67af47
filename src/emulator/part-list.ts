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
  const parts: ListedPart[] = [];
  const rest = (root[1] as string).replace(/<Part>([\s\S]*?)<\/Part>/g, (_, inner: string) => {
    parts.push(readPart(inner));
    return '';
  });
  if (rest.trim() !== '' || parts.length === 0) throw ossError('MalformedXML');
  return parts;
}

function readPart(inner: string): ListedPart {
  const n = /<PartNumber>\s*(\d{1,9})\s*<\/PartNumber>/.exec(inner)?.[1];
  const etag = /<ETag>([^<]*)<\/ETag>/.exec(inner)?.[1];
  if (n === undefined || etag === undefined) throw ossError('MalformedXML');
  return { n: Number(n), etag: unquote(etag) };
}

const unquote = (etag: string): string => etag.replace(/&quot;|&#34;|"/g, '').trim();
