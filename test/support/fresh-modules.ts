import { vi } from 'vitest';

/** What a file left running (an upload in the page's line, say) is no business of the next file in this process. */
vi.resetModules();
