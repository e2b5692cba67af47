#!/usr/bin/env node
import { UsageError, type Command, type Screen } from './command-line.js';

const SHORT = `  vod-uploader emulator [--port 5180] [--memory]
  vod-uploader check <endpoint> [options]

All options: vod-uploader --help`;

const USAGE = `vod-uploader emulator [--port 5180] [--memory]

  Runs an emulator of ApsaraVideo VOD and OSS on 127.0.0.1, for development and tests.
    --port      default 5180
    --memory    keep bodies in memory instead of in a temporary folder

vod-uploader check <endpoint> [options]

  Plays the contract of docs/backend.md against a backend in any language, and says what is wrong and what to do.
  Makes a few medias without a file; deletes nothing unless it is told to.
    --header 'name: value'         who asks: a cookie, a token; may be repeated
    --other-header 'name: value'   somebody else, who must not touch what the first one made; may be repeated
    --origin https://…             the page's origin, where it is not the backend's: looks at CORS
    --actions A,B                  asks for these only, and they have to be there
    --no-import                    submits no imports by URL
    --deletes                      this backend may delete: removes what the check made
    --timeout 20                   seconds for one answer
    --quiet                        prints only what is wrong
    --json                         prints the report as JSON

Exit status: 0 when all is well (there may be warnings), 1 when something is wrong, 2 when the command line is.`;

/** Each is loaded when it is used: one that looks at a backend needs no emulator. */
const COMMANDS: Readonly<Record<string, () => Promise<{ run: Command }>>> = {
  emulator: () => import('./emulator/node-command.js'),
  check: () => import('./check/command.js'),
};

const { stdout } = process;
const screen: Screen = {
  print: (text) => console.log(text),
  complain: (text) => console.error(text),
  columns: stdout.columns ?? 100,
  colour: stdout.isTTY === true && !process.env.NO_COLOR,
};

async function main([name, ...args]: readonly string[]): Promise<number> {
  if ([name, ...args].some((each) => each === '--help' || each === '-h')) {
    screen.print(USAGE);
    return 0;
  }
  if (name === undefined) throw new UsageError('');
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined)
    throw new UsageError(`there is no "${name}" here, only ${Object.keys(COMMANDS).join(' and ')}`);
  return (await command()).run(args, screen);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  // By its name: a command that is a file of its own has a class of its own.
  const isUsage = error instanceof Error && error.name === 'UsageError';
  // What is wrong has to be seen: all there is to know would push it off the screen.
  if (isUsage) screen.complain(error.message === '' ? USAGE : `vod-uploader: ${error.message}\n\n${SHORT}`);
  else screen.complain(error instanceof Error ? error.message : String(error));
  process.exitCode = isUsage ? 2 : 1;
}
