import { createVodUploader } from '../../../src/core.ts';
import { usableWith } from './usable.mjs';

const uploader = createVodUploader({ endpoint: '/api/vod' });
const input = document.querySelector('input');
input.onchange = () => uploader.addFiles(input.files);
usableWith('input');
