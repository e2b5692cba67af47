import type { ErrorCode } from '../../engine/error.js';

/** What went wrong in a few words, and then what the reader can do about it. */
export const englishErrors = {
  'error.file-empty': 'This file is empty. Export or copy it again, then choose the new file.',
  'error.file-no-extension':
    'The file name has no extension such as .mp4, so the format is unknown. Add one, then choose the file again.',
  'error.file-type': 'This file type (.{extension}) is not accepted here. Choose another file or convert this one.',
  'error.file-too-large': 'This file is {size:bytes}; the limit is {most:bytes}. Choose a shorter or smaller version.',
  'error.file-too-small': 'This file is {size:bytes}; the minimum is {least:bytes}. Choose another one.',
  'error.file-playlist': 'A playlist (.m3u8) does not contain the video itself. Choose the video file.',
  'error.file-duplicate': 'This file is already in the list.',
  'error.file-refused': 'This file is not accepted here. Choose another one.',
  'error.file-changed':
    'The file “{name}” changed on disk during the upload. Choose it again to upload it as it is now.',
  'error.file-differs':
    'The file “{other}” is not the one you started with, or has changed since. Retry with the original “{name}”, or remove this upload and start over.',
  'error.file-unreadable':
    'The file can no longer be read: it was changed, moved or deleted, or its drive was disconnected. Put it back as it was and retry, or choose it again.',
  'error.url-invalid':
    'This cannot be imported. Enter the full address, starting with https://, without a user name or password.',
  'error.url-scheme': 'Only addresses that start with https:// or http:// can be imported.',
  'error.url-no-extension':
    'This address has no file extension such as .mp4, so the format is unknown. Use the address of the file itself.',
  'error.url-duplicate': 'This address is already in the list.',
  'error.import-failed':
    'The file could not be fetched. Check that anyone can open its address without signing in, then retry.',
  'error.too-many-files': 'There is no room for another file. Remove one first.',
  'error.title-empty': 'The title is empty. Enter one, then retry.',
  'error.title-too-long': 'The title has {length} characters; the limit is {most}. Shorten it, then retry.',
  'error.title-characters': 'The title has emoji, which are not allowed. Remove them, then retry.',
  'error.description-too-long': 'The description has {length} characters; the limit is {most}. Shorten it, then retry.',
  'error.description-characters': 'The description has emoji, which are not allowed. Remove them, then retry.',
  'error.too-many-tags': 'There are {count} tags; the limit is {most}. Remove some, then retry.',
  'error.tag-too-long': 'The tag “{tag}” is over the limit of {most} characters. Shorten it, then retry.',
  'error.tag-characters': 'The tag “{tag}” has emoji, which are not allowed. Remove them, then retry.',
  'error.reference-id-invalid':
    'This page’s reference ID must be 6 to 64 letters, digits, _ or -. Contact the site owner.',
  'error.cover-type': 'The cover of this video is not a PNG, JPEG or GIF. Choose another one or none, then retry.',
  'error.cover-unreadable': 'This image cannot be used as a cover. Choose a PNG, JPEG or GIF.',
  'error.cover-too-large': 'This image is {size:bytes}; the limit is {most:bytes}. Choose a smaller one.',
  'error.cover-failed': 'The cover image could not be uploaded. Retry, or choose another one or none.',
  'error.extend-too-long': 'This page sends too much extra data with the video. Contact the site owner.',
  'error.metadata-failed':
    'This page could not provide the details of the video. Retry. If the problem continues, contact the site owner.',
  'error.text-refused': '{parameter}: the service does not accept this text. Change it, then retry.',
  'error.category-unknown': 'The service does not recognize this category. Choose another one, then retry.',
  'error.parameter-refused': 'The service does not accept the {parameter} that this page sets. Contact the site owner.',
  'error.no-endpoint': 'This page does not say where to upload files. Contact the site owner.',
  'error.backend-unreachable': 'This site’s server cannot be reached. Check your connection, then retry.',
  'error.backend-busy': 'This site’s server is busy. Retry in a few minutes.',
  'error.backend-sign-in': 'You are not signed in. Sign in, then retry.',
  'error.backend-refused':
    'This site’s server did not allow the upload. Check that you are allowed to upload here, then retry.',
  'error.backend-malformed':
    'This site’s server sent an unexpected response. Retry. If the problem continues, contact the site owner.',
  'error.backend-unsupported': 'This site’s server does not support this. Contact the site owner.',
  'error.ticket-malformed':
    'This site’s server sent an upload permission that cannot be read. Retry. If the problem continues, contact the site owner.',
  'error.ticket-changed': 'The permission to upload changed during the upload. Remove the file and choose it again.',
  'error.credentials-expired': 'The permission to upload has expired. Retry to get a new one.',
  'error.credentials-dead':
    'The storage service refuses every new permission to upload. Retry later. If the problem continues, contact the site owner.',
  'error.signature-refused': 'The storage service does not accept this site’s signature. Contact the site owner.',
  'error.clock-skew': 'The clock on your device is wrong. Set the time automatically, then retry.',
  'error.network': 'The connection was lost. Check it, then retry. Your progress is saved.',
  'error.stalled': 'The connection stalled for too long. Check it, then retry. Your progress is saved.',
  'error.captive-portal': 'This network asks you to sign in first. Open any web page to do so, then retry.',
  'error.storage-busy': 'The storage service is busy. Retry in a few minutes. Your progress is saved.',
  'error.storage-refused': 'The storage service does not allow this upload. Contact the site owner.',
  'error.storage-misconfigured':
    'The storage service is not set up for uploads from this page. Contact the site owner.',
  'error.storage-malformed':
    'The storage service sent an unexpected response. Retry. If the problem continues, contact the site owner.',
  'error.etag-hidden': 'The storage service is not fully set up for uploads from this page. Contact the site owner.',
  'error.upload-gone': 'The storage service no longer has the start of this upload. Retry to upload it again.',
  'error.parts-differ': 'What was stored does not match the file. Retry to upload it again.',
  'error.part-damaged': 'Part of the file keeps getting damaged on the way. Try another network, then retry.',
  'error.integrity': 'The file arrived damaged. Retry to upload it again.',
  'error.transcode-failed':
    'This file could not be converted. It may be damaged or not a video. Check that it plays on your device, or export it again.',
  'error.upload-failed': 'The service reports that the upload failed. Retry to upload it again.',
  'error.media-blocked': 'The service blocked this video after a review. Choose another one or contact the site owner.',
  'error.media-missing': 'This video was deleted from the service. To upload it again, choose the file.',
  'error.media-forbidden':
    'The file was uploaded, but this site is not allowed to see its status. Contact the site owner.',
  'error.internal': 'Something went wrong on this page. Retry. If the problem continues, reload the page.',
  'error.file-not-media': 'The format of this file is {kind}, not video or audio. Choose another one.',
  'error.file-too-long': 'This file is {duration} long; the limit is {most}. Choose a shorter one.',
  'error.file-cut-off':
    'The end of this file is missing, so it may not play. Copy or export it again and choose the new file, or upload it anyway.',
  'error.file-mislabelled':
    'The format of this file is {kind}, but its name ends in .{extension}. Rename it and choose it again, or upload it anyway.',
  'error.file-codec':
    'The service may not be able to convert {codec}. Export the file as H.264, for example, or upload it anyway.',
  'error.file-no-tracks': 'This file has no picture and no sound. Export it again, or upload it anyway.',
} as const satisfies Record<`error.${ErrorCode}`, string>;
