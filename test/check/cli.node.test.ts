import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../src/check/command.js';
import type { CheckReport } from '../../src/check/check.js';
import { UsageError } from '../../src/command-line.js';
import { startEmulator, type RunningEmulator } from '../../src/emulator/node.js';

/** Begins a colour. */
const ESCAPE = '\u001b';

let emulator: RunningEmulator;
let endpoint = '';
beforeAll(async () => {
  emulator = await startEmulator({ storage: 'memory' });
  endpoint = `${emulator.url}/__emulator/demo/api/vod`;
});
afterAll(() => emulator.close());

describe('npx vod-uploader check', () => {
  const start = async (...args: string[]): Promise<{ code: number; out: string; err: string }> => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli.ts', ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [out, err, [code]] = await Promise.all([
      child.stdout.toArray(),
      child.stderr.toArray(),
      once(child, 'close') as Promise<[number]>,
    ]);
    return { code, out: out.join(''), err: err.join('') };
  };

  it('says that all is well, without colours where nobody looks, and ends with 0', async () => {
    const { code, out, err } = await start('check', endpoint, '--deletes', '--no-import');
    expect(err).toBe('');
    expect(out).toMatch(
      /^vod-uploader \d+\.\d+\.\d+ check http:\/\/127\.0\.0\.1:\d+\/__emulator\/demo\/api\/vod\n\nAddress\n/,
    );
    expect(out).toMatch(/\n {2}ok {7}same key again +the same Idempotency-Key gives the same VideoId\n/);
    expect(out).toMatch(
      /\n0 failed, 1 to look at, \d+ ok, .*\d+ answers heard\nMade and deleted again:\n {2}medias {7}(?:[0-9a-f]{32} ?){3}\n/,
    );
    expect(out).not.toContain(ESCAPE);
    expect(code).toBe(0);
  });

  it('ends with 1 when something is wrong, and says what to do', async () => {
    // Its port was just free: nobody listens there any more.
    const gone = await startEmulator({ storage: 'memory' });
    await gone.close();
    const { code, out } = await start('check', `${gone.url}/api/vod`, '--quiet');
    expect(out).toMatch(/^CreateUploadVideo\n {2}FAILED +answer +CreateUploadVideo was not answered: nobody listens/);
    expect(out).toMatch(/→ Is it running/);
    expect(code).toBe(1);
  });

  it('ends with 2 when it is used wrongly, and says how it is used', async () => {
    const { code, err } = await start('check', '--nonsense');
    expect(err).toMatch(/^vod-uploader: Unknown option '--nonsense'[^]*vod-uploader check <endpoint>/);
    expect(code).toBe(2);
  });
});

describe('its command line', () => {
  const play = async (...args: string[]): Promise<{ code: number; out: string }> => {
    let out = '';
    const screen = {
      print: (text: string) => void (out += text),
      complain: () => undefined,
      columns: 60,
      colour: true,
    };
    const code = await run(args, screen);
    return { code, out };
  };

  it('prints JSON on request', async () => {
    const { code, out } = await play(endpoint, '--json', '--deletes', '--no-import');
    const report = JSON.parse(out) as CheckReport;
    expect(report).toMatchObject({ ok: true, endpoint, removed: { length: 3 } });
    expect(report.findings[0]).toEqual({
      section: 'Address',
      name: 'https',
      result: 'ok',
      says: 'not needed on this machine',
    });
    expect(code).toBe(0);
  });

  it('keeps to the width of the screen, and has colours there', async () => {
    const { out } = await play(endpoint, '--no-import', '--actions', 'CreateUploadVideo');
    const lines = out.replaceAll(new RegExp(`${ESCAPE}\\[\\d+m`, 'g'), '').split('\n');
    expect(out).toContain(`${ESCAPE}[32mok`);
    expect(lines.filter((line) => line.length > 60 && !line.split(' ').some((word) => word.length > 24))).toEqual([]);
  });

  it('prints nothing but what is wrong when it is to be quiet', async () => {
    const { out } = await play(endpoint, '--quiet', '--no-import');
    expect(out).not.toMatch(/mok\b/);
    expect(out).toMatch(/WARNING[^]*strangers[^]*\n\n0 failed, 3 to look at/);
    expect(out).toMatch(/Left behind, without a file:\n {2}medias {7}[0-9a-f]{32} /);
  });

  it.each([
    [['check'].slice(1), /Its base URL is missing/],
    [['/api/vod'], /"\/api\/vod" is no URL/],
    [['https://x.example', 'more'], /what is "more"\?/],
    [['https://x.example', '--header', 'secret'], /a header is given as 'name: value'$/],
    [['https://x.example', '--origin', 'x.example'], /"x\.example" is no origin/],
    [['https://x.example', '--actions', 'Create'], /there is no action "Create"; there are CreateUploadVideo, /],
    [['https://x.example', '--timeout', 'soon'], /in seconds, not as "soon"/],
  ])('%j is used wrongly', async (args, says) => {
    const error = await run(args, {
      print: () => undefined,
      complain: () => undefined,
      columns: 80,
      colour: false,
    }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UsageError);
    expect((error as Error).message).toMatch(says);
  });

  it('shows no session in what it complains about', async () => {
    const screen = { print: () => undefined, complain: () => undefined, columns: 80, colour: false };
    const error = (await run(['https://x.example', '--header', 'cookie=secret-session'], screen).catch(
      (thrown: unknown) => thrown,
    )) as Error;
    expect(error.message).not.toContain('secret-session');
  });
});
