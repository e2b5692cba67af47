import { AUDIO_EXTENSIONS, LIMITS, VIDEO_EXTENSIONS } from '../vod/protocol-limits.js';
import { Refusal } from './refusal.js';
import { integer, OF_A_MEDIA, oneOf, sourceUrl, text, written, type Rule } from './rules.js';

/** Of one entry of `UploadMetadatas` or `MediaMetaData`. */
const ENTRY: Readonly<Record<string, Rule>> = {
  SourceURL: sourceUrl,
  Title: written(LIMITS.title),
  FileSize: integer(1, LIMITS.importedFileSize),
  ...OF_A_MEDIA,
  FileExtension: oneOf(...VIDEO_EXTENSIONS, ...AUDIO_EXTENSIONS),
};

/** JSON in a string, as the API wants it. What is not listed is dropped. */
export const importMetadatas: Rule = (value, name) => {
  const entries = parsed(value, name);
  if (!Array.isArray(entries) || entries.length > LIMITS.urls)
    throw new Refusal(400, 'InvalidParameter', `${name} must be a list of at most ${LIMITS.urls} entries.`);
  return JSON.stringify(entries.map((entry: unknown) => picked(entry, name)));
};

/** `{"StorageType":"oss","StorageLocation":"…"}`. */
export const targetConfig: Rule = (value, name) => {
  const { StorageLocation: location } = Object(parsed(value, name)) as { readonly StorageLocation?: unknown };
  return JSON.stringify({ StorageType: 'oss', StorageLocation: text(256)(location, `${name}.StorageLocation`) });
};

function picked(entry: unknown, where: string): Record<string, string | number> {
  const fields = Object(entry) as Record<string, unknown>;
  const given = Object.entries(ENTRY).flatMap(([name, rule]) => {
    const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
    return value === undefined || value === null || value === '' ? [] : [[name, rule(value, `${where}.${name}`)]];
  });
  const read = Object.fromEntries(given) as Record<string, string | number>;
  for (const name of ['SourceURL', 'Title'])
    if (!(name in read)) throw new Refusal(400, 'MissingParameter', `${name} is mandatory in ${where}.`);
  return { ...read, ...('FileSize' in read && { FileSize: String(read['FileSize']) }) };
}

function parsed(value: unknown, name: string): unknown {
  try {
    return typeof value === 'string' ? (JSON.parse(value) as unknown) : value;
  } catch {
    throw new Refusal(400, 'InvalidParameter', `${name} is not JSON.`);
  }
}
