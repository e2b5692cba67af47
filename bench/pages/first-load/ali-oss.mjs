import OSS from 'ali-oss';
import { CREDENTIALS } from '../throughput/ticket.mjs';
import { usableWith } from './usable.mjs';

const { accessKeyId, accessKeySecret, securityToken: stsToken } = CREDENTIALS;
const client = new OSS({ accessKeyId, accessKeySecret, stsToken, region: 'oss-cn-shanghai', bucket: 'bench' });
const input = document.querySelector('input');
input.onchange = () => client.multipartUpload(input.files[0].name, input.files[0], {});
usableWith('input');
