import { readArgs, UsageError, type Command } from '../command-line.js';
import { ACTIONS, type Action } from '../vod/protocol.js';
import { checkBackend } from './check.js';
import { printed } from './print.js';

/** `vod-uploader check <endpoint>`. */
export const run: Command = async (args, { print, columns, colour }) => {
  const { values, positionals } = readArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      header: { type: 'string', multiple: true },
      'other-header': { type: 'string', multiple: true },
      origin: { type: 'string' },
      actions: { type: 'string' },
      'no-import': { type: 'boolean' },
      deletes: { type: 'boolean' },
      timeout: { type: 'string' },
      quiet: { type: 'boolean' },
      json: { type: 'boolean' },
    },
  });
  const [endpoint, ...rest] = positionals;
  if (endpoint === undefined) throw new UsageError('check which backend? Its base URL is missing');
  if (rest.length > 0) throw new UsageError(`check takes one endpoint; what is "${rest[0]}"?`);
  const { header = [], 'other-header': otherHeader, origin, actions, timeout, deletes = false } = values;
  const report = await checkBackend({
    endpoint: endpointOf(endpoint),
    headers: headersOf(header),
    imports: !values['no-import'],
    deletes,
    ...(otherHeader && { otherHeaders: headersOf(otherHeader) }),
    ...(origin !== undefined && { origin: originOf(origin) }),
    ...(actions !== undefined && { actions: actionsOf(actions) }),
    ...(timeout !== undefined && { timeoutMs: timeoutOf(timeout) }),
  });
  print(
    values.json ? JSON.stringify(report, null, 2) : printed(report, { columns, colour, quiet: values.quiet ?? false }),
  );
  return report.ok ? 0 : 1;
};

function endpointOf(endpoint: string): string {
  if (URL.canParse(endpoint) && /^https?:$/.test(new URL(endpoint).protocol)) return endpoint;
  throw new UsageError(`"${endpoint}" is no URL that begins with http:// or https://`);
}

function originOf(origin: string): string {
  if (URL.canParse(origin) && new URL(origin).origin === origin) return origin;
  throw new UsageError(`"${origin}" is no origin, such as https://www.example.com`);
}

/** Without its value in complaints: that may be a session. */
function headersOf(lines: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    lines.map((line) => {
      const [, name, value] = /^([!#$%&'*+.^_`|~\w-]+):\s*(\S.*?)\s*$/.exec(line) ?? [];
      if (name === undefined || value === undefined) throw new UsageError("a header is given as 'name: value'");
      return [name, value];
    }),
  );
}

function actionsOf(list: string): readonly Action[] {
  return list.split(',').map((name) => {
    const action = ACTIONS.find((each) => each === name.trim());
    if (action === undefined)
      throw new UsageError(`there is no action "${name.trim()}"; there are ${ACTIONS.join(', ')}`);
    return action;
  });
}

function timeoutOf(seconds: string): number {
  const number = Number(seconds);
  if (number > 0 && Number.isFinite(number)) return number * 1000;
  throw new UsageError(`--timeout is given in seconds, not as "${seconds}"`);
}
