import { expect } from '@open-wc/testing';
import { openHandle } from '../../src/web/open-handle.js';

const file = new File(['film'], 'film.mp4');

/** A handle as Chromium gives it, which writes down whether the person was prompted. */
function handleThat(says: PermissionState, answers: PermissionState = 'granted') {
  const prompts: string[] = [];
  const handle = {
    queryPermission: () => Promise.resolve(says),
    requestPermission: () => {
      prompts.push('prompt');
      return Promise.resolve(answers);
    },
    getFile: () => Promise.resolve(file),
  };
  return { handle, prompts };
}

function withActivation(isActive: boolean): void {
  Object.defineProperty(navigator, 'userActivation', { configurable: true, value: { isActive } });
}

describe('a kept file handle', () => {
  const { signal } = new AbortController();
  afterEach(() => void Reflect.deleteProperty(navigator, 'userActivation'));

  it('gives the file with no word where the browser still allows it', async () => {
    const { handle, prompts } = handleThat('granted');
    expect(await openHandle(handle, { signal, prompt: false })).to.equal(file);
    expect(prompts).to.deep.equal([]);
  });

  it('prompts within a click only', async () => {
    const { handle, prompts } = handleThat('prompt');
    withActivation(false);
    expect(await openHandle(handle, { signal, prompt: true })).to.equal('ask');
    expect(prompts).to.deep.equal([]);
    withActivation(true);
    expect(await openHandle(handle, { signal, prompt: false })).to.equal('ask');
    expect(prompts).to.deep.equal([]);
    expect(await openHandle(handle, { signal, prompt: true })).to.equal(file);
    expect(prompts).to.deep.equal(['prompt']);
  });

  it('gives nothing when it was refused', async () => {
    withActivation(true);
    expect(await openHandle(handleThat('denied').handle, { signal, prompt: true })).to.equal(undefined);
    expect(await openHandle(handleThat('prompt', 'denied').handle, { signal, prompt: true })).to.equal(undefined);
  });
});
