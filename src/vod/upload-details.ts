import type { GetUploadDetailsReply, UploadDetail } from './protocol.js';
import { amount, defined, field, ids, rows, text, unwrap, type Fields } from './quirks.js';

/** Reads a reply of GetUploadDetails; nothing when it is not one. */
export function readUploadDetails(reply: unknown): GetUploadDetailsReply | undefined {
  const fields = unwrap(reply, ['UploadDetails', 'NonExistMediaIds', 'ForbiddenMediaIds']);
  if (!fields) return undefined;
  return defined({
    RequestId: text(field(fields, 'RequestId')),
    UploadDetails: rows(field(fields, 'UploadDetails')).flatMap(readDetail),
    NonExistMediaIds: ids(field(fields, 'NonExistMediaIds')),
    ForbiddenMediaIds: ids(field(fields, 'ForbiddenMediaIds')),
  });
}

function readDetail(fields: Fields): readonly UploadDetail[] {
  const id = text(field(fields, 'MediaId'));
  if (id === undefined) return [];
  const words = (name: string): string | undefined => text(field(fields, name));
  const size = (name: string): number | undefined => amount(field(fields, name));
  return [
    defined({
      MediaId: id,
      Title: words('Title'),
      Status: words('Status'),
      UploadStatus: words('UploadStatus'),
      UploadSource: words('UploadSource'),
      DeviceModel: words('DeviceModel'),
      UploadIP: words('UploadIP'),
      CreationTime: words('CreationTime'),
      ModificationTime: words('ModificationTime'),
      CompletionTime: words('CompletionTime'),
      UploadSize: size('UploadSize'),
      FileSize: size('FileSize'),
      UploadRatio: size('UploadRatio'),
    }),
  ];
}
