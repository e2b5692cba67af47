/** What reads MP4, MOV and their like, and nothing else: most files are one of these. */
import { CustomSource, Input, MP4, QTFF } from 'mediabunny';

export const reader = { CustomSource, Input, formats: [MP4, QTFF] };
