import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { diagramIn, phaseDiagram, README } from '../scripts/phase-diagram.js';

const readme = readFileSync(README, 'utf8');
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  scripts: Record<string, string>;
  exports: Record<string, unknown>;
};

describe('the README', () => {
  it('draws the phase table as it is (npm run diagram)', () => {
    expect(diagramIn(readme)).toBe(phaseDiagram());
  });

  it('names only commands that exist', () => {
    const named = [...readme.matchAll(/npm (?:run )?([a-z:]+)/g)].map(([, name]) => name!);
    const builtIn = ['ci', 'install', 'i'];
    expect(named.length).toBeGreaterThan(3);
    expect(named.filter((name) => !builtIn.includes(name) && !(name in manifest.scripts))).toEqual([]);
  });

  it('imports only entry points that exist', () => {
    const named = [...readme.matchAll(/['"]vod-uploader(\/[a-z/-]+)?['"]/g)].map(([, path]) => `.${path ?? ''}`);
    expect(named.length).toBeGreaterThan(2);
    expect(named.filter((path) => !(path in manifest.exports))).toEqual([]);
  });
});
