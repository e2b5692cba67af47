// Which modules of src come with which.
import { relative } from 'node:path';
import { build } from 'esbuild';

/** What comes with these files: all that they import statically, without packages. Paths from the project's root. */
export async function reach(...files) {
  const { metafile } = await build({
    entryPoints: files,
    bundle: true,
    packages: 'external',
    platform: 'neutral',
    write: false,
    outdir: 'dist',
    metafile: true,
    logLevel: 'error',
  });
  const found = new Set(files);
  for (const file of found) {
    for (const { path, kind, external } of metafile.inputs[file]?.imports ?? []) {
      if (kind === 'import-statement' && !external) found.add(relative('.', path));
    }
  }
  return found;
}
