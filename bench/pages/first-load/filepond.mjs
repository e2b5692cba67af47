import * as FilePond from 'filepond';
import 'filepond/dist/filepond.min.css';
import { usableWith } from './usable.mjs';

FilePond.create(document.querySelector('input'), { server: '/api', chunkUploads: true });
usableWith('.filepond--drop-label');
