import type { PlayStream } from '../engine/media.js';
import { amount, defined, field, text, type Fields } from './quirks.js';

/** One entry of `PlayInfoList`; nothing where there is nothing to play. */
export function readPlayStream(info: Fields): readonly PlayStream[] {
  const words = (name: string): string | undefined => text(field(info, name));
  const count = (name: string): number | undefined => amount(field(info, name));
  const url = words('PlayURL');
  // `Invisible`: a newer stream of the same definition and format has taken its place.
  if (url === undefined || words('Status')?.toLowerCase() === 'invisible') return [];
  const format = words('Format')?.toLowerCase();
  const kind = words('StreamType')?.toLowerCase() ?? (format === 'mp3' ? 'audio' : 'video');
  return [
    defined<PlayStream>({
      url,
      kind: kind === 'audio' ? 'audio' : 'video',
      encrypted: count('Encrypt') === 1 || words('EncryptType') !== undefined,
      encryptType: words('EncryptType'),
      encryptMode: words('EncryptMode'),
      format,
      definition: words('Definition'),
      specification: words('Specification'),
      codec: words('CodecName'),
      width: count('Width'),
      height: count('Height'),
      size: count('Size'),
      duration: count('Duration'),
      bitrate: count('Bitrate'),
      fps: count('Fps'),
      bitDepth: count('BitDepth'),
      hdrType: words('HDRType'),
      narrowBandType: words('NarrowBandType'),
      rawStatus: words('Status'),
      jobId: words('JobId'),
      jobType: count('JobType'),
      jobExt: words('JobExt'),
      watermarkId: words('WatermarkId'),
      templateId: words('TemplateId'),
      templateGroupId: words('TemplateGroupId'),
      createdAt: words('CreationTime'),
      modifiedAt: words('ModificationTime'),
    }),
  ];
}
