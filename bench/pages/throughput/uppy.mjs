import AwsS3 from '@uppy/aws-s3';
import Uppy from '@uppy/core';

globalThis.send = async (file, { origin, key, options }) => {
  const signRequest = ({ method, uploadId, partNumber }) => {
    const query = partNumber ? `partNumber=${partNumber}&uploadId=${uploadId}` : uploadId ? `uploadId=${uploadId}` : '';
    return { url: `${origin}/${key}?${query || (method === 'POST' ? 'uploads' : '')}` };
  };
  const uppy = new Uppy().use(AwsS3, { signRequest, ...options });
  uppy.addFile({ name: file.name, type: file.type, data: file });
  const { failed } = await uppy.upload();
  if (failed.length > 0) throw new Error(String(failed[0].error));
};
