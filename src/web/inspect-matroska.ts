/** What reads MKV and WebM. */
import { CustomSource, Input, MATROSKA, WEBM } from 'mediabunny';

export const reader = { CustomSource, Input, formats: [MATROSKA, WEBM] };
