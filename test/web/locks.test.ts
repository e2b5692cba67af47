import { expect } from '@open-wc/testing';
import { lock } from '../../src/web/locks.js';

const signal = () => new AbortController().signal;

describe('one owner for an upload', () => {
  it('is told that another has it, and gets it when the other gives it back', async () => {
    const release = await lock('test one', { signal: signal(), busy: () => expect.fail('nobody had it') });
    let busy = 0;
    let got = false;
    const second = lock('test one', { signal: signal(), busy: () => (busy += 1) }).then((free) => ((got = true), free));
    while (busy === 0) await Promise.resolve().then(() => navigator.locks.query());
    expect(got).to.equal(false);
    release();
    (await second)();
    expect(got).to.equal(true);
  });

  it('is given back when the page of the other dies', async () => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    await frame
      .contentWindow!.navigator.locks.request('test two', { ifAvailable: true }, () => undefined)
      .then(() => undefined);
    void frame.contentWindow!.navigator.locks.request('test two', () => new Promise(() => undefined));
    while (!(await navigator.locks.query()).held?.some(({ name }) => name === 'test two'));
    const taken = lock('test two', { signal: signal(), busy: () => frame.remove() });
    (await taken)();
  });

  it('can be given up waiting for', async () => {
    const release = await lock('test three', { signal: signal(), busy: () => undefined });
    const stop = new AbortController();
    const waiting = lock('test three', { signal: stop.signal, busy: () => stop.abort(new Error('enough')) });
    const said = await waiting.then(
      () => 'got it',
      (error: Error) => error.message,
    );
    expect(said).to.equal('enough');
    release();
  });

  it('is everybody alone where locks are forbidden', async () => {
    const frame = document.createElement('iframe');
    frame.sandbox.add('allow-scripts');
    const code = `navigator.locks.request('x', () => 0).catch(({ name }) => parent.postMessage(name, '*'))`;
    frame.srcdoc = `<script>${code}</script>`;
    const said = new Promise<unknown>((resolve) =>
      window.addEventListener('message', ({ data }) => resolve(data), { once: true }),
    );
    document.body.append(frame);
    // What a frame of no origin is told.
    expect(await said).to.equal('SecurityError');
    frame.remove();
    const refuse = () => Promise.reject(new DOMException('No origin', 'SecurityError'));
    Object.defineProperty(navigator, 'locks', { configurable: true, value: { request: refuse } });
    try {
      (await lock('test four', { signal: signal(), busy: () => expect.fail('nobody has it') }))();
    } finally {
      Reflect.deleteProperty(navigator, 'locks');
    }
  });
});
