import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';

/** All that a page loads to ask whether there is anything to continue; the rest comes when there is. */
async function loaded(): Promise<Uint8Array> {
  const { outputFiles } = await build({
    entryPoints: ['src/web/probed.ts'],
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
  });
  return outputFiles[0]!.contents;
}

describe('the code that asks for checkpoints when a page is loaded', () => {
  it('has at most 1 KB, before and after compression, and nothing of the code that reads and writes them', async () => {
    const code = await loaded();
    expect(code.length).toBeLessThanOrEqual(1024);
    expect(gzipSync(code).length).toBeLessThanOrEqual(1024);
    const text = new TextDecoder().decode(code);
    expect(text).toContain('indexedDB');
    expect(text).not.toContain('readwrite');
    expect(text).not.toMatch(/import\s*[{*"']/);
  });
});
