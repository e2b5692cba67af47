import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser, type LaunchOptions } from 'puppeteer-core';
import { findBrowser } from '../../scripts/find-browser.mjs';
import type { Context } from './question.js';

/** Names that end in `localhost` lead to the loopback interface, all others nowhere. */
const LOOPBACK_ONLY =
  '--host-resolver-rules=MAP localhost 127.0.0.1, MAP *.localhost 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1';

export interface OpenContext extends Context {
  /** Ends the browsers and removes the folder. */
  close(): Promise<void>;
}

export async function openContext(options: Pick<Context, 'quick' | 'rounds' | 'log'>): Promise<OpenContext> {
  const folder = await mkdtemp(join(tmpdir(), 'vod-uploader-bench-'));
  // Half a gigabyte: not to be left behind by Ctrl-C either.
  const sweep = (): void => rmSync(folder, { recursive: true, force: true });
  process.once('exit', sweep);
  const browsers = new Set<Browser>();
  return {
    ...options,
    folder,
    async browser(launch: LaunchOptions = {}) {
      const { executablePath, args, env } = await findBrowser();
      const browser = await puppeteer.launch({
        executablePath,
        env,
        headless: true,
        protocolTimeout: 0,
        ...launch,
        args: [...args, LOOPBACK_ONLY, ...(launch.args ?? [])],
      });
      browsers.add(browser);
      browser.once('disconnected', () => browsers.delete(browser));
      return browser;
    },
    async close() {
      await Promise.all([...browsers].map((browser) => browser.close()));
      process.off('exit', sweep);
      sweep();
    },
  };
}
