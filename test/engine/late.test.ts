import { expect } from '@open-wc/testing';
import { late } from '../../src/engine/late.js';

const HERE = import.meta.url;
/** What was fetched below this folder, as far as its name is concerned. */
const fetched = (name: string): string[] =>
  performance
    .getEntriesByType('resource')
    .map((entry) => entry.name)
    .filter((url) => url.includes(name))
    .map((url) => url.slice(url.indexOf(name)));

const rejected = (promise: Promise<unknown>) =>
  promise.then(
    () => false,
    () => true,
  );

describe('code that is loaded late', () => {
  it('is loaded once, however often it is asked for', async () => {
    let loads = 0;
    const load = late(() => {
      loads += 1;
      return import('./late/here.js');
    }, HERE);
    expect((await load()).here).to.equal('here');
    expect(await load()).to.equal(await load());
    expect(loads).to.equal(1);
  });

  it('is asked for under another URL each time after it failed', async () => {
    // @ts-expect-error: it is not there, that is the point
    const load = late(() => import('./late/missing.js') as Promise<unknown>, HERE);
    for (let attempt = 0; attempt < 3; attempt += 1) expect(await rejected(load())).to.equal(true);
    expect(fetched('late/missing.js')).to.deep.equal([
      'late/missing.js',
      'late/missing.js?again=1',
      'late/missing.js?again=2',
    ]);
  });

  it('is the first that comes, where an attempt hangs, and is asked for once more by all who gave up', async () => {
    let loads = 0;
    let come: (code: { here: string }) => void = () => undefined;
    const load = late((): Promise<unknown> => {
      loads += 1;
      // What this names is loaded when it is asked for again.
      const named = () => import('./late/here.js');
      return loads > 1 ? named() : new Promise((resolve) => (come = resolve));
    }, HERE);
    const hanging = load();
    const fresh = load(hanging);
    expect(load(hanging)).to.equal(fresh);
    expect(load()).to.equal(fresh);
    expect(await fresh).to.have.property('here', 'here');
    come({ here: 'too late' });
    expect(await load(hanging)).to.equal(await fresh);
  });

  it('that fails for several at once is asked for once more by all of them', async () => {
    // @ts-expect-error: it is not there, that is the point
    const load = late(() => import('./late/gone.js') as Promise<unknown>, HERE);
    const first = load();
    expect(await rejected(first)).to.equal(true);
    expect(await Promise.all([load(first), load(first), load()].map(rejected))).to.deep.equal([true, true, true]);
    expect(fetched('late/gone.js')).to.deep.equal(['late/gone.js', 'late/gone.js?again=1']);
  });
});
