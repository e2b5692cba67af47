import { UploadError } from './error.js';
import type { Looks, Ports } from './ports.js';

type Both = Pick<Ports, 'medias' | 'imports'>;

/** Those that there are when they are asked: their code comes with the runs'. */
export function lateLooks(get: () => Promise<Both>): Both {
  const late = <Name extends keyof Both>(name: Name) => {
    const follow = (...[id, follower, options]: Parameters<Looks<never>['follow']>): void =>
      void get().then(
        (looks) => (looks[name] as Looks<never>).follow(id, follower, options),
        // It has been tried for minutes.
        (error: unknown) => options.signal.aborted || follower.failed(UploadError.from(error)),
      );
    return {
      follow,
      nudge: () =>
        void get().then(
          (looks) => looks[name].nudge(),
          () => undefined,
        ),
    } as Both[Name];
  };
  return { medias: late('medias'), imports: late('imports') };
}
