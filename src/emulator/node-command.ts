import { readArgs, UsageError, type Command } from '../command-line.js';
import { startEmulator } from './node.js';

/** `vod-uploader emulator`: runs until it is told to stop. */
export const run: Command = async (args, { print }) => {
  const { values, positionals } = readArgs({
    args: [...args],
    allowPositionals: true,
    options: { port: { type: 'string' }, memory: { type: 'boolean' } },
  });
  if (positionals.length > 0) throw new UsageError(`there is no "${positionals[0]}" here`);
  const port = Number(values.port ?? 5180);
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new UsageError(`${values.port} is no port`);
  const running = await startEmulator({ port, storage: values.memory ? 'memory' : 'disk' }).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
      throw new Error(`vod-uploader: port ${port} is in use, perhaps by another emulator: end that, or give --port`, {
        cause: error,
      });
    throw error;
  });
  print(`vod-uploader emulator
  VOD API    ${running.url}/
  OSS        http://<bucket>.oss.localhost:${running.port}/
  backend    ${running.url}/__emulator/demo/api/vod
  account    LTAI-emulator-demo, secret-of-demo`);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  await running.close();
  return 0;
};
