#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { startEmulator } from './emulator/node.js';

const USAGE = `vod-uploader emulator [--port 5180] [--memory]

Runs an emulator of ApsaraVideo VOD and OSS on 127.0.0.1, for development and tests.
  --port     default 5180
  --memory   keep bodies in memory instead of in a temporary folder`;

async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { port: { type: 'string' }, memory: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  });
  const [command, ...rest] = positionals;
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  if (command !== 'emulator' || rest.length > 0) {
    const unknown = command === 'emulator' ? rest[0] : command;
    if (unknown !== undefined) console.error(`vod-uploader: there is no "${unknown}" here\n`);
    console.error(USAGE);
    return 1;
  }
  const port = Number(values.port ?? 5180);
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new TypeError(`${values.port} is no port`);
  const running = await startEmulator({ port, storage: values.memory ? 'memory' : 'disk' });
  console.log(`vod-uploader emulator
  VOD API    ${running.url}/
  OSS        http://<bucket>.oss.localhost:${running.port}/
  backend    ${running.url}/__emulator/demo/api/vod
  account    LTAI-emulator-demo, secret-of-demo`);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  await running.close();
  return 0;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
