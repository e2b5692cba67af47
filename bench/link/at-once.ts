/**
 * Begins each task, in order, when it fits: tasks together weigh at most `most`, or one runs alone. The first that
 * fails fails all, after those that run have ended.
 */
export async function atOnce<T>(
  tasks: readonly T[],
  most: number,
  weigh: (task: T) => number,
  run: (task: T) => Promise<void>,
): Promise<void> {
  const running = new Set<Promise<void>>();
  let weight = 0;
  try {
    for (const task of tasks) {
      while (running.size > 0 && weight + weigh(task) > most) await Promise.race(running);
      weight += weigh(task);
      const done: Promise<void> = run(task).finally(() => {
        weight -= weigh(task);
        running.delete(done);
      });
      running.add(done);
      done.catch(() => undefined);
    }
    await Promise.all(running);
  } finally {
    await Promise.allSettled(running);
  }
}
