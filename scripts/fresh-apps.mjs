// Strangers' projects: the packed package is installed, built in, and uploads a file in a real browser.
import { execFile, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { allAreTested, writeDocFiles } from './doc-files.mjs';
import { fillIn, takeOff, upload } from './fresh-page.mjs';

/** What the documentation says is enough. */
const POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "connect-src 'self' http://*.localhost:*",
  "media-src 'self' blob: http://*.localhost:*",
  "img-src 'self' blob: http://*.localhost:*",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html vod-uploader',
].join('; ');

/** An installation waits for a registry, and Angular's compiler takes its time; what takes longer than this hangs. */
const PATIENCE_MS = 5 * 60_000;

const run = promisify(execFile);

/** Without what `npm run` adds: the new project is not a part of this one. And nothing asks, or tells anybody. */
function outside() {
  const env = Object.entries(process.env).filter(
    ([name]) => !/^npm_(package|lifecycle|config_local_prefix)|^INIT_CWD$/.test(name),
  );
  return { ...Object.fromEntries(env), NG_CLI_ANALYTICS: 'false', NO_COLOR: '1' };
}

const npm = (folder, ...args) =>
  run('npm', [...args, '--no-audit', '--no-fund'], { cwd: folder, env: outside(), timeout: PATIENCE_MS });

async function serve(project, folder, policy = '') {
  cpSync('test/package/serve.mjs', join(project, 'serve.mjs'));
  const server = spawn(process.execPath, ['serve.mjs', folder, policy], {
    cwd: project,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const line = await new Promise((answers, fails) => {
    createInterface(server.stdout).once('line', answers);
    server.once('exit', (code) => fails(new Error(`the server ended with ${code}`)));
  });
  return { ...JSON.parse(line), close: () => server.kill() };
}

/**
 * No bundler: `dist/cdn.js` in a script tag under a strict policy; copied without anything beside it, and with all that the
 * README names.
 */
async function plainPage(tarball, work) {
  const project = join(work, 'plain');
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), '{ "private": true, "type": "module" }');
  await npm(project, 'install', tarball);
  cpSync('test/package/plain', project, { recursive: true });
  const copy = (name) =>
    cpSync(join(project, 'node_modules/vod-uploader/dist', name), join(project, name), { recursive: true });
  const [main, ...beside] = ['cdn.js', 'hash-worker.js', 'cdn/'];
  copy(main);
  const server = await serve(project, '.', POLICY);
  try {
    await upload(server, beside);
    for (const name of beside) copy(name);
    await upload(server);
  } finally {
    server.close();
  }
}

/** `test/package/<name>` with the documentation's files in it: its build checks types too, and the built form is filled in; `more` is done after it. */
const builtApp = (name, more) => async (tarball, work) => {
  const project = join(work, name);
  cpSync(join('test/package', name), project, { recursive: true });
  writeDocFiles(name, project);
  await npm(project, 'install', tarball);
  await npm(project, 'run', 'build');
  const pages = ['index.html', ...(await servedPage(project))];
  const server = await serve(project, 'dist');
  try {
    for (const page of pages) {
      await fillIn({ ...server, url: new URL(page, server.url).href }).catch((error) => {
        throw new Error(`${page}: ${error.message}`, { cause: error });
      });
    }
    await more?.(server, work);
  } finally {
    server.close();
  }
};

/** The page as a server would send it, where the app has been built for one too. */
async function servedPage(project) {
  const entry = join(project, 'dist-server/server.js');
  if (!existsSync(entry)) return [];
  const { stdout: html } = await run(
    process.execPath,
    ['--input-type=module', '-e', "process.stdout.write((await import('./dist-server/server.js')).html)"],
    { cwd: project },
  );
  if (!html.includes('<vod-uploader')) throw new Error(`the server has drawn no uploader: ${html}`);
  const page = readFileSync(join(project, 'dist/index.html'), 'utf8');
  writeFileSync(
    join(project, 'dist/served.html'),
    page.replace('></div>', () => `>${html}</div>`),
  );
  return ['served.html'];
}

const APPS = ['react', 'vue', 'svelte', 'angular'];

/** What is checked of each, by its name: `(tarball, folder to work in) => Promise`. */
export const freshApps = {
  plain: ['uploads from a plain HTML page', plainPage],
  react: ['fills in the form of a fresh React app', builtApp('react')],
  vue: ['fills in the form of a fresh Vue app', builtApp('vue')],
  svelte: ['fills in the form of a fresh Svelte app', builtApp('svelte')],
  angular: ['fills in the form of a fresh Angular app', builtApp('angular', takeOff)],
  docs: ['has every snippet of a framework in one of them', () => allAreTested(APPS)],
};
