import type { ErrorCode } from '../../engine/error.js';

/** What went wrong in a few words, and then what the reader can do about it. */
export const englishErrors = {
  'error.file-empty': 'This file is empty. Export or copy it again, then choose it once more.',
  'error.file-no-extension':
    'This file’s name has no ending such as .mp4, so its format is unknown. Add one and choose it again.',
  'error.file-type': '.{extension} files are not taken here. Convert it to MP4, for example.',
  'error.file-too-large':
    'This file has {size:bytes}; at most {most:bytes} are taken. Choose a shorter or smaller version.',
  'error.file-too-small': 'This file has {size:bytes}; at least {least:bytes} are needed. Choose another one.',
  'error.file-playlist': 'A playlist (.m3u8) does not contain the video itself. Choose the video file.',
  'error.file-duplicate': 'This file is in the list already.',
  'error.file-refused': 'This file is not taken here. Choose another one.',
  'error.file-changed':
    '“{name}” has changed on disk while it was being sent. Choose it again to send it as it is now.',
  'error.file-differs':
    '“{other}” is not the file that was begun, or has changed since. Retry with “{name}” as it was, or cancel and begin anew.',
  'error.file-unreadable':
    'The file can no longer be read: it has changed on disk, was moved or deleted, or its drive was removed. Put it back as it was and retry, or choose it again.',
  'error.url-invalid':
    'This cannot be imported. Write the whole address, which begins with https://, without a user name or password.',
  'error.url-scheme': 'Only addresses that begin with https:// or http:// can be imported.',
  'error.url-no-extension':
    'This address has no ending such as .mp4, so its format is unknown. Use the address of the file itself.',
  'error.url-duplicate': 'This address is already in the list.',
  'error.import-failed':
    'The file could not be fetched. Check that anybody can open its address without signing in, then retry.',
  'error.too-many-files': 'There is no room for another file. Remove one first.',
  'error.title-empty': 'The title is empty. Write one, then retry.',
  'error.title-too-long': 'The title has {length} characters; at most {most} are taken. Shorten it, then retry.',
  'error.title-characters': 'The title has emoji, which the service refuses. Take them out, then retry.',
  'error.description-too-long':
    'The description has {length} characters; at most {most} are taken. Shorten it, then retry.',
  'error.description-characters': 'The description has emoji, which the service refuses. Take them out, then retry.',
  'error.too-many-tags': 'There are {count} tags; at most {most} are taken. Take some out, then retry.',
  'error.tag-too-long': 'The tag “{tag}” is longer than {most} characters. Shorten it, then retry.',
  'error.tag-characters': 'The tag “{tag}” has emoji, which the service refuses. Take them out, then retry.',
  'error.reference-id-invalid':
    'This page’s reference id must be 6 to 64 letters, digits, _ or -. Tell the people who run this site.',
  'error.cover-type': 'The cover of this video is no PNG, JPEG or GIF. Choose another one, or none, then retry.',
  'error.cover-unreadable': 'This picture cannot be a cover. Choose a PNG, JPEG or GIF.',
  'error.cover-too-large': 'This picture has {size:bytes}; at most {most:bytes} are taken. Choose a smaller one.',
  'error.cover-failed': 'The cover picture could not be sent. Retry, or choose another one, or none.',
  'error.extend-too-long': 'This page sends too much extra data with the video. Tell the people who run this site.',
  'error.metadata-failed':
    'This page could not say what the video is about. Retry; if it stays so, tell the people who run this site.',
  'error.text-refused': '{parameter}: the service does not take what is written there. Change it, then retry.',
  'error.category-unknown': 'The service does not know this category. Choose another one, then retry.',
  'error.parameter-refused':
    'The service does not accept the {parameter} that this page asks for. Tell the people who run this site.',
  'error.no-endpoint': 'This page does not say where to upload to. Tell the people who run this site.',
  'error.backend-unreachable': 'This site’s server cannot be reached. Check your connection, then retry.',
  'error.backend-busy': 'This site’s server is busy. Retry in a few minutes.',
  'error.backend-sign-in': 'You are not signed in. Sign in, then retry.',
  'error.backend-refused': 'This site’s server did not allow the upload. Check that you may upload here, then retry.',
  'error.backend-malformed':
    'This site’s server gave an answer that makes no sense. Retry; if it stays so, tell the people who run this site.',
  'error.backend-unsupported': 'This site’s server cannot do this. Tell the people who run this site.',
  'error.ticket-malformed':
    'This site’s server gave a permission that cannot be read. Retry; if it stays so, tell the people who run this site.',
  'error.ticket-changed': 'The permission to upload changed half-way. Remove the file and choose it again.',
  'error.credentials-expired': 'The permission to upload has run out. Retry to get a new one.',
  'error.credentials-dead':
    'The storage refuses each new permission to upload. Retry later; if it stays so, tell the people who run this site.',
  'error.signature-refused': 'The storage does not accept this site’s signature. Tell the people who run this site.',
  'error.clock-skew': 'The clock of your device is wrong. Set the time automatically, then retry.',
  'error.network': 'The connection broke off. Check it, then retry: what has arrived is kept.',
  'error.stalled': 'The connection stood still for too long. Check it, then retry: what has arrived is kept.',
  'error.captive-portal': 'This network asks you to sign in first. Open any web page to do so, then retry.',
  'error.storage-busy': 'The storage is busy. Retry in a few minutes: what has arrived is kept.',
  'error.storage-refused': 'The storage does not allow this upload. Tell the people who run this site.',
  'error.storage-misconfigured':
    'The storage is not set up for uploads from this page. Tell the people who run this site.',
  'error.storage-malformed':
    'The storage gave an answer that makes no sense. Retry; if it stays so, tell the people who run this site.',
  'error.etag-hidden':
    'The storage hides what it received from this page (its CORS rule must expose ETag). Tell the people who run this site.',
  'error.upload-gone': 'The storage no longer has the beginning of this upload. Retry to send it again.',
  'error.parts-differ': 'The storage has something other than what was sent. Retry to send it again.',
  'error.part-damaged': 'A piece was damaged on its way, again and again. Try another network, then retry.',
  'error.integrity': 'The file arrived damaged. Retry to send it again.',
  'error.transcode-failed':
    'This file could not be converted; it may be damaged or not a video. Check that it plays on your device, or export it again.',
  'error.upload-failed': 'The service reports that the upload failed. Retry to send it again.',
  'error.media-blocked':
    'The service has blocked this video after a review. Choose another one, or ask the people who run this site.',
  'error.media-missing':
    'The service no longer knows this video; it was deleted. Choose the file again to upload it anew.',
  'error.media-forbidden':
    'The file has been sent, but this site may not look at it. Tell the people who run this site.',
  'error.internal': 'Something went wrong on this page. Retry; if it stays so, reload the page.',
  'error.file-not-media': 'This file is {kind}, not video or audio. Choose another one.',
  'error.file-too-long': 'This lasts {duration}; at most {most} is taken here. Choose a shorter one.',
  'error.file-cut-off':
    'The end of this file is missing, so it may not play. Copy or export it again and choose it once more, or send it anyway.',
  'error.file-mislabelled':
    'This file is {kind}, though its name ends in .{extension}. Rename it and choose it again, or send it anyway.',
  'error.file-codec':
    'The service may be unable to convert {codec}. Export it as H.264, for example, or send it anyway.',
  'error.file-no-tracks': 'There is neither picture nor sound in this file. Export it again, or send it anyway.',
} as const satisfies Record<`error.${ErrorCode}`, string>;
