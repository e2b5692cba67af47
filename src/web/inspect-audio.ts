/** What reads the files of sound that say how long they are. */
import { CustomSource, FLAC, Input, MP3, WAVE } from 'mediabunny';

export const reader = { CustomSource, Input, formats: [MP3, WAVE, FLAC] };
