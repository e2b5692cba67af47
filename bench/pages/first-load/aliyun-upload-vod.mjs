import { usableWith } from './usable.mjs';

const uploader = new globalThis.AliyunUpload.Vod({ userId: '1234567890', onUploadstarted: () => undefined });
const input = document.querySelector('input');
input.onchange = () => uploader.addFile(input.files[0], null, null, null, '{"Vod":{}}');
usableWith('input');
