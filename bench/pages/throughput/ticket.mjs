// What CreateUploadVideo gives, for a bucket that checks no signature.
const BUCKET = 'bench';
const REGION = 'cn-shanghai';

export const CREDENTIALS = { accessKeyId: 'STS.bench', accessKeySecret: 'bench-secret', securityToken: 'bench-token' };

export const videoId = 'b'.repeat(32);

export const uploadAddress = ({ endpoint, key }) =>
  btoa(JSON.stringify({ Endpoint: endpoint, Bucket: BUCKET, FileName: key }));

export const uploadAuth = () =>
  btoa(
    JSON.stringify({
      AccessKeyId: CREDENTIALS.accessKeyId,
      AccessKeySecret: CREDENTIALS.accessKeySecret,
      SecurityToken: CREDENTIALS.securityToken,
      Expiration: '3600',
      ExpireUTCTime: new Date(Date.now() + 3_600_000).toISOString(),
      Region: REGION,
    }),
  );

/** A backend that answers at once: creating a media is not what is measured. */
export const backend = (job) => ({
  createUploadVideo: () => ({
    RequestId: 'bench',
    VideoId: videoId,
    UploadAddress: uploadAddress(job),
    UploadAuth: uploadAuth(),
  }),
});
