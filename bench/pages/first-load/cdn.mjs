// The element itself comes as a file of its own, before this.
import { usableWith } from './usable.mjs';

usableWith('button');
