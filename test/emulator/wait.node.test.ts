import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { hold, pause, realWait } from '../../src/emulator/wait.js';

const listeners = (signal: AbortSignal): number => getEventListeners(signal, 'abort').length;

describe('a pause', () => {
  it('leaves nothing on the signals that it heeds, however it ends', async () => {
    const sender = new AbortController();
    const fault = new AbortController();
    await pause(realWait, 1, sender.signal, undefined, fault.signal);
    expect([listeners(sender.signal), listeners(fault.signal)]).toEqual([0, 0]);
    const long = pause(realWait, 60_000, sender.signal, fault.signal);
    expect([listeners(sender.signal), listeners(fault.signal)]).toEqual([1, 1]);
    fault.abort();
    await long;
    expect([listeners(sender.signal), listeners(fault.signal)]).toEqual([0, 0]);
  });

  it('is over at once when a signal was aborted before', async () => {
    const sender = new AbortController();
    await pause(realWait, 60_000, sender.signal, AbortSignal.abort());
    await hold(sender.signal, AbortSignal.abort());
    expect(listeners(sender.signal)).toBe(0);
  });

  it('tells when the wait itself goes wrong', async () => {
    await expect(pause(() => Promise.reject(new Error('no time')), 5)).rejects.toThrow('no time');
  });
});

it('real time passes, and stops with the reason of its signal', async () => {
  await realWait(1, new AbortController().signal);
  const gone = new AbortController();
  const waiting = realWait(60_000, gone.signal);
  gone.abort(new Error('gone'));
  await expect(waiting).rejects.toThrow('gone');
  await expect(realWait(60_000, gone.signal)).rejects.toThrow('gone');
});
