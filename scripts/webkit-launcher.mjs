// WebKitGTK for web-test-runner: its own driver, spoken to in the W3C WebDriver protocol, on a display of its own.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** Keys as WebDriver has them: code points that no character uses. */
const KEYS = {
  Backspace: '\uE003',
  Tab: '\uE004',
  Enter: '\uE007',
  Escape: '\uE00C',
  ' ': ' ',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
};

/** How long the driver may take until it answers. */
const START_MS = 15_000;

/** A browser launcher. `driver`, `browser` and `display` are paths of programs; each test file gets a browser of its own. */
export function webkitLauncher({ driver, browser, display }) {
  const sessions = new Map();
  const children = [];
  let base;

  async function ask(method, path, body) {
    const response = await fetch(base + path, { method, ...(body && { body: JSON.stringify(body) }) });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`WebKitWebDriver: ${method} ${path}: ${value?.error}: ${value?.message}`);
    return value;
  }
  const tell = (id, command, body) => ask('POST', `/session/${sessions.get(id)}/${command}`, body);

  return {
    // So that the runner's `sendKeys` and the like know how to speak to it.
    type: 'webdriver',
    name: 'WebKit',
    concurrency: 1,

    async initialize() {
      const screen = await startDisplay(display, children);
      const port = await freePort();
      base = `http://127.0.0.1:${port}`;
      children.push(
        spawn(driver, [`--port=${port}`, '--host=127.0.0.1'], {
          env: { ...process.env, DISPLAY: screen },
          stdio: 'ignore',
        }),
      );
      process.once('exit', () => children.forEach((child) => child.kill()));
      await answering(() => ask('GET', '/status'));
    },

    async stop() {
      for (const id of sessions.keys()) await this.stopSession(id).catch(() => undefined);
      for (const child of children.reverse()) child.kill();
    },

    async startSession(id, url) {
      const options = { binary: browser, args: ['--automation'] };
      const alwaysMatch = { pageLoadStrategy: 'none', 'webkitgtk:browserOptions': options };
      const { sessionId } = await ask('POST', '/session', { capabilities: { alwaysMatch } });
      sessions.set(id, sessionId);
      await tell(id, 'url', { url });
    },

    isActive: (id) => sessions.has(id),
    getBrowserUrl: (id) => ask('GET', `/session/${sessions.get(id)}/url`),

    async stopSession(id) {
      const session = sessions.get(id);
      sessions.delete(id);
      await ask('DELETE', `/session/${session}`);
      return {};
    },

    startDebugSession() {
      throw new Error('WebKit cannot be debugged from here');
    },

    /** The runner's `sendKeys`. */
    async sendKeys(id, keys) {
      const actions = keys
        .map((key) => KEYS[key] ?? key)
        .flatMap((value) => [
          { type: 'keyDown', value },
          { type: 'keyUp', value },
        ]);
      await tell(id, 'actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
    },
  };
}

/** Xvfb picks a number that is free and says it on the file descriptor it is given. */
async function startDisplay(program, children) {
  const child = spawn(program, ['-displayfd', '1', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  children.push(child);
  const [said] = await once(child.stdout, 'data');
  return `:${String(said).trim()}`;
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}

async function answering(question) {
  for (const until = Date.now() + START_MS; ;) {
    try {
      return await question();
    } catch (error) {
      if (Date.now() > until) throw new Error('WebKitWebDriver does not answer', { cause: error });
      await pause(100);
    }
  }
}
