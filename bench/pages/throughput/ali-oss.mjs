import OSS from 'ali-oss';
import { CREDENTIALS } from './ticket.mjs';

globalThis.send = async (file, { endpoint, key, options }) => {
  const { accessKeyId, accessKeySecret, securityToken: stsToken } = CREDENTIALS;
  const client = new OSS({ accessKeyId, accessKeySecret, stsToken, endpoint, bucket: 'bench' });
  await client.multipartUpload(key, file, { ...options });
};
