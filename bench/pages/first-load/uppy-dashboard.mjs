import AwsS3 from '@uppy/aws-s3';
import Uppy from '@uppy/core';
import '@uppy/core/css/style.min.css';
import Dashboard from '@uppy/dashboard';
import '@uppy/dashboard/css/style.min.css';
import { usableWith } from './usable.mjs';

new Uppy()
  .use(Dashboard, { inline: true, target: 'body' })
  .use(AwsS3, { signRequest: ({ key }) => ({ url: `/bucket/${key}` }) });
usableWith('.uppy-Dashboard-browse');
