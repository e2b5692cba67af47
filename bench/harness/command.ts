export interface Command {
  readonly questions: readonly string[];
  readonly quick: boolean;
  readonly rounds: number;
  /** Where readers of the project find them, too. */
  readonly keep: boolean;
}

/** Medians of fewer rounds than this prove nothing. */
export const ROUNDS = 5;
const QUICK_ROUNDS = 1;

/** Reads `[question …] [--quick] [--rounds N] [--keep]`. Throws one sentence for people. */
export function readCommand(args: readonly string[], known: readonly string[]): Command {
  const questions: string[] = [];
  let [quick, keep] = [false, false];
  let rounds: number | undefined;
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? '';
    if (arg === '--quick') quick = true;
    else if (arg === '--keep') keep = true;
    else if (arg === '--rounds') rounds = count(args[(at += 1)]);
    else if (arg.startsWith('--rounds=')) rounds = count(arg.slice('--rounds='.length));
    else if (known.includes(arg)) questions.push(arg);
    else throw new RangeError(`No question "${arg}". There are: ${known.join(', ')}; and --quick, --rounds N, --keep.`);
  }
  if (quick && keep) throw new RangeError('--keep is for figures that mean something: not with --quick.');
  return {
    keep,
    questions: questions.length === 0 ? known : questions,
    quick,
    rounds: rounds ?? (quick ? QUICK_ROUNDS : ROUNDS),
  };
}

function count(text: string | undefined): number {
  const rounds = Number(text);
  if (!Number.isInteger(rounds) || rounds < 1) throw new RangeError('--rounds needs a whole number from 1 on.');
  return rounds;
}
