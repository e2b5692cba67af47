import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of the demo page as a site would serve it. */
    builtDemo: string;
  }
}

/** Builds the demo page, once before all tests that open it in a browser. */
export default async function buildDemo({ provide }: TestProject): Promise<() => Promise<void>> {
  const outDir = await mkdtemp(join(tmpdir(), 'vod-uploader-demo-'));
  await build({ logLevel: 'error', build: { outDir, emptyOutDir: true, reportCompressedSize: false } });
  provide('builtDemo', outDir);
  return () => rm(outDir, { recursive: true, force: true });
}
