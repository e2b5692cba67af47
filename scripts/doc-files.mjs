// The documentation's snippets that are whole files of a fresh app: what is shown is what is tested.
//   <!-- file: vue/src/LectureForm.vue -->   in the line above a snippet
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const SNIPPET = /(?:^<!-- file: (\S+) -->\n+)?^```(\w+)\n([\s\S]*?)^```$/gm;
/** Nothing but a fresh app can check these. */
const NEED_AN_APP = ['vue', 'svelte', 'tsx', 'typescript'];

function* snippets() {
  for (const page of ['README.md', ...readdirSync('docs').map((name) => `docs/${name}`)]) {
    if (!page.endsWith('.md')) continue;
    for (const [, path, language, code] of readFileSync(page, 'utf8').matchAll(SNIPPET)) {
      if (path || NEED_AN_APP.includes(language)) yield { page, path, code };
    }
  }
}

/** Writes the files of this app into its folder; throws where there are none. */
export function writeDocFiles(app, folder) {
  const own = [...snippets()].filter(({ path }) => path?.startsWith(`${app}/`));
  if (own.length === 0) throw new Error(`the documentation shows no file of ${app}`);
  for (const { path, code } of own) {
    const file = join(folder, path.slice(app.length + 1));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, code);
  }
}

/** Every snippet that only an app can check is a file of one of these; else some are in no test. */
export function allAreTested(apps) {
  const loose = [...snippets()].filter(({ path }) => !apps.includes(path?.split('/')[0]));
  if (loose.length > 0) {
    throw new Error(`in no app: ${loose.map(({ page, code }) => `${page}: ${code.split('\n', 1)}`).join('; ')}`);
  }
}
