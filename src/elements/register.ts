import { extraPieces } from './extra-pieces.js';
import { arrive } from './late-pieces.js';
import { morePieces } from './more-pieces.js';
import type { Outside } from './outside.js';
import { pieces } from './pieces.js';
import { registerFirst } from './register-first.js';

/** Defines every element that is not defined yet, and gives them what they work with. */
export function registerElements(given: Outside): void {
  registerFirst(given);
  arrive(pieces, morePieces, extraPieces);
}
