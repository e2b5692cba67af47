import { Importer } from '../../src/engine/importer.js';
import { Poller } from '../../src/engine/poller.js';
import type { Ports } from '../../src/engine/ports.js';
import { importSight, mediaSight } from '../../src/engine/sights.js';
import { createMemoryImports } from './memory-imports.js';

type Late = 'looks' | 'loadImports';
type Bare = Omit<Ports, Late | 'importRecords'> & Partial<Pick<Ports, 'importRecords'>>;

/** The rest of the ports: what looks through them, as a page would have it. */
export const withLooks = (ports: Bare): Ports => {
  const looks = {
    medias: new Poller(mediaSight(ports.backend), ports),
    imports: new Poller(importSight(ports.backend), ports),
  };
  return {
    importRecords: createMemoryImports(),
    ...ports,
    looks: async () => looks,
    loadImports: async () => ({ Importer }),
  };
};
