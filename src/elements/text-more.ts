import { englishCover } from './text-cover.js';
import { englishDetails } from './text-details.js';
import { englishMedia } from './text-media.js';
import { englishUrls } from './text-urls.js';

/** What is read in elements that only some pages have; comes with them. */
export const englishMore = { ...englishCover, ...englishDetails, ...englishMedia, ...englishUrls } as const;
