import '../../../src/define.ts';
import { usableWith } from './usable.mjs';

usableWith('button');
