import { parseArgs, type ParseArgsConfig } from 'node:util';

/** Where a command writes. */
export interface Screen {
  print(text: string): void;
  complain(text: string): void;
  /** Characters in a line. */
  readonly columns: number;
  readonly colour: boolean;
}

/** Runs with what stands behind its name; resolves to the exit status: 1 when something is wrong. Rejects with a `UsageError`. */
export type Command = (args: readonly string[], screen: Screen) => Promise<number>;

/** The command line itself is wrong: exit status 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Node's reader, whose complaints are about usage. */
export function readArgs<T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
