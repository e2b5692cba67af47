import { uploadAddress, uploadAuth, videoId } from './ticket.mjs';

globalThis.send = (file, job) =>
  new Promise((resolve, reject) => {
    const uploader = new globalThis.AliyunUpload.Vod({
      userId: '1234567890',
      ...job.options,
      onUploadstarted: (info) => uploader.setUploadAuthAndAddress(info, uploadAuth(), uploadAddress(job), videoId),
      onUploadProgress: () => undefined,
      onUploadSucceed: resolve,
      onUploadFailed: (_, code, message) => reject(new Error(`${code}: ${message}`)),
      onUploadTokenExpired: () => reject(new Error('The token has expired')),
      onUploadEnd: () => undefined,
    });
    uploader.addFile(file, null, null, null, '{"Vod":{}}');
    uploader.startUpload();
  });
