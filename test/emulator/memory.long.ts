import { takesWithoutGrowing } from './memory.js';

// 5 GB
takesWithoutGrowing(100);
