import { takesWithoutGrowing } from './memory.js';

takesWithoutGrowing(6);
