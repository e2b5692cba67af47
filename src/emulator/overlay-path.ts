/** The name of a field, or a place in a list. */
export type Step = string | number;

const PATH = /^[A-Za-z]\w*(\[\d{1,4}\])*(\.[A-Za-z]\w*(\[\d{1,4}\])*)*$/;

/** `PlayInfoList[0].Fps`; undefined for what is no path. */
export function readPath(path: string): readonly Step[] | undefined {
  if (!PATH.test(path)) return undefined;
  return [...path.matchAll(/\[(\d+)\]|(\w+)/g)].map(([, place, name]) => (place === undefined ? name! : Number(place)));
}

/**
 * Puts a value there, making objects and lists on the way where there are none; `null` takes away what is there. Says in
 * words what is in the way, if anything is.
 */
export function layAt(root: object, steps: readonly Step[], value: unknown): string | undefined {
  let here: object = root;
  for (const [at, step] of steps.entries()) {
    const wrong = cannotTake(here, step);
    if (wrong !== undefined) return wrong;
    const fields = here as Record<Step, unknown>;
    const next = steps[at + 1];
    if (next === undefined) {
      if (value !== null) fields[step] = value;
      else if (Array.isArray(here)) here.splice(step as number, 1);
      else delete fields[step];
      return undefined;
    }
    if (fields[step] === undefined && value === null) return undefined;
    const inner = (fields[step] ??= typeof next === 'number' ? [] : {});
    if (typeof inner !== 'object') return `${step} is no ${typeof next === 'number' ? 'list' : 'object'}`;
    here = inner;
  }
  return undefined;
}

function cannotTake(here: object, step: Step): string | undefined {
  if (typeof step === 'string') return Array.isArray(here) ? `${step} is asked of a list` : undefined;
  if (!Array.isArray(here)) return `[${step}] is asked of what is no list`;
  return step > here.length ? `[${step}] is beyond the end: there are ${here.length}` : undefined;
}
