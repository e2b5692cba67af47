/**
 * The part of mediabunny that reads what most files are. Others cost more than they tell: of a transport stream, an Ogg or
 * an AAC it does not know how long it is without reading all of it.
 */
import { CustomSource, FLAC, Input, MATROSKA, MP3, MP4, QTFF, WAVE, WEBM } from 'mediabunny';

export const reader = { CustomSource, Input, formats: [MP4, QTFF, MATROSKA, WEBM, MP3, WAVE, FLAC] };
