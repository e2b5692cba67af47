import { Importer } from '../../src/engine/importer.js';
import { Poller } from '../../src/engine/poller.js';
import type { Ports } from '../../src/engine/ports.js';
import { importSight, mediaSight } from '../../src/engine/sights.js';
import { createMemoryImports } from '../../src/web/memory-imports.js';

type Late = 'medias' | 'imports' | 'loadImports';
type Bare = Omit<Ports, Late | 'importRecords'> & Partial<Pick<Ports, 'importRecords'>>;

/** The rest of the ports: what looks through them, as a page would have it. */
export const withLooks = (ports: Bare): Ports => ({
  importRecords: createMemoryImports(),
  ...ports,
  medias: new Poller(mediaSight(ports.backend), ports),
  imports: new Poller(importSight(ports.backend), ports),
  loadImports: async () => ({ Importer }),
});
