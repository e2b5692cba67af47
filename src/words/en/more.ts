import { englishCover } from './cover.js';
import { englishDetails } from './details.js';
import { englishMedia } from './media.js';
import { englishUrls } from './urls.js';

/** What is read in elements that only some pages have; comes with them. */
export const englishMore = { ...englishCover, ...englishDetails, ...englishMedia, ...englishUrls } as const;
