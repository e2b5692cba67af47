import '@mux/mux-uploader';
import { usableWith } from './usable.mjs';

usableWith('button');
