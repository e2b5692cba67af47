// The phase table as a Mermaid diagram. `npm run diagram` puts it into the README; a test compares the two.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { NEXT, type Phase } from '../src/engine/state.js';

const ASIDE: readonly Phase[] = ['waiting', 'paused', 'failed', 'canceled'];

/** The way that an upload goes, and how it leaves it; `waiting`, which any of them can do, is told in words. */
export function phaseDiagram(): string {
  const lines = Object.entries(NEXT).flatMap(([from, all]) =>
    all.filter((to) => to !== 'waiting' && from !== 'waiting').map((to) => `  ${from} --> ${to}`),
  );
  const aside = ASIDE.filter((phase) => phase !== 'waiting').join(',');
  return [
    '```mermaid',
    'flowchart LR',
    ...lines,
    `  classDef aside stroke-dasharray: 4`,
    `  class ${aside} aside`,
    '```',
  ].join('\n');
}

export const README = fileURLToPath(new URL('../README.md', import.meta.url));
const BLOCK = /```mermaid\nflowchart LR\n[\s\S]*?```/;

export const diagramIn = (readme: string): string | undefined => BLOCK.exec(readme)?.[0];

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(README, readFileSync(README, 'utf8').replace(BLOCK, phaseDiagram()));
}
