import { english } from '../../src/words/text.js';
import { learn, Wording } from '../../src/elements/wording.js';

learn(english);

/** What a page says, in its own words. */
export const words = new Wording('en');
