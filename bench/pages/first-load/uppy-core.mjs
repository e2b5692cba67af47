import AwsS3 from '@uppy/aws-s3';
import Uppy from '@uppy/core';
import { usableWith } from './usable.mjs';

const uppy = new Uppy().use(AwsS3, { signRequest: ({ key }) => ({ url: `/bucket/${key}` }) });
const input = document.querySelector('input');
input.onchange = () => uppy.addFile({ name: input.files[0].name, data: input.files[0] });
usableWith('input');
