import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { diagramIn, phaseDiagram, README } from '../scripts/phase-diagram.js';

describe('the README', () => {
  it('draws the phase table as it is (npm run diagram)', () => {
    expect(diagramIn(readFileSync(README, 'utf8'))).toBe(phaseDiagram());
  });
});
