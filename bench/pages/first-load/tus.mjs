import { Upload } from 'tus-js-client';
import { usableWith } from './usable.mjs';

const input = document.querySelector('input');
input.onchange = () => new Upload(input.files[0], { endpoint: '/files' }).start();
usableWith('input');
