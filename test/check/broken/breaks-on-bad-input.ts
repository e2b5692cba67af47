import { answer, answers, type Broken } from '../spoil.js';

/** Whatever its client throws is a 500. */
export default {
  spoil: answers(async (response) =>
    response.status === 400 ? answer(500, await response.text(), response.headers) : response,
  ),
  fails: [
    'BatchGetMediaInfos: 21 ids',
    'BatchGetMediaInfos: no ids',
    'CreateUploadImage: unknown extension',
    'GetURLUploadInfos: 11 jobs',
    'GetUploadDetails: 21 ids',
    'GetUploadDetails: no ids',
    'RefreshUploadVideo: no VideoId',
    'UploadMediaByURL: 21 URLs',
    'UploadMediaByURL: other schemes',
    'Wrong questions: broken JSON',
    'Wrong questions: emoji',
    'Wrong questions: list',
    'Wrong questions: long title',
    'Wrong questions: no file name',
    'Wrong questions: no title',
    'Wrong questions: null',
    'Wrong questions: title of another kind',
    'Wrong questions: unknown extension',
    'ims/GetUrlUploadInfos: 11 jobs',
    'ims/UploadMediaByURL: 21 URLs',
    'ims/UploadMediaByURL: other schemes',
    'Deleting: DeleteMultipartUpload',
  ].sort(),
  says: /without FileName was answered with HTTP 500 .*asks again and again/,
} satisfies Broken;
