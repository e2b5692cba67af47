import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, mergeConfig } from 'vitest/config';
import { DEFENCES } from './scripts/defences.mjs';
import node from './vitest.node.config.js';

const root = fileURLToPath(new URL('.', import.meta.url));
const { edits } = DEFENCES.find(({ name }) => name === process.env.SABOTAGE) ?? { edits: [] };

/** Switches one defence off as its file is loaded; the file itself stays as it is. */
const sabotage = {
  name: 'sabotage',
  enforce: 'pre' as const,
  transform: (code: string, id: string) =>
    edits
      .filter(({ file }) => file === relative(root, id.split('?')[0]!).replaceAll('\\', '/'))
      .reduce((text, { find, replace }) => text.replace(find, () => replace), code),
};

export default mergeConfig(node, defineConfig({ plugins: [sabotage], test: { testTimeout: 30_000 } }));
