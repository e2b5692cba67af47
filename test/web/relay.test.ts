import { expect } from '@open-wc/testing';
import { waitUntil } from '../support/wait-until.js';
import type { News } from '../../src/engine/ports.js';
import { relay } from '../../src/web/relay.js';

const at = (sent: number): News => ({ phase: 'uploading', confirmed: 0, sent, title: 'Harbour' });

describe('between tabs', () => {
  let life: AbortController;
  beforeEach(() => (life = new AbortController()));
  afterEach(() => life.abort());

  it('whoever begins to listen hears the newest at once, and then what is told', async () => {
    let newest = at(1);
    const tell = relay.speak('test relay', () => newest, life);
    const heard: News[] = [];
    relay.listen('test relay', (news) => heard.push(news), life);
    await waitUntil(() => heard.length === 1, 'the answer');
    newest = at(2);
    tell();
    await waitUntil(() => heard.length === 2, 'the news');
    expect(heard).to.deep.equal([at(1), at(2)]);
  });

  it('uploads do not hear each other, nor what is not news', async () => {
    const heard: News[] = [];
    relay.listen('test relay', (news) => heard.push(news), life);
    relay.speak('another', () => at(1), life)();
    const foreign = new BroadcastChannel('test relay');
    for (const data of [null, 'ask', 7, { phase: 'uploading' }, at(9)]) foreign.postMessage(data);
    await waitUntil(() => heard.length > 0, 'the news among them');
    foreign.close();
    expect(heard).to.deep.equal([at(9)]);
  });

  it('is over with its signal: nothing is said and nothing heard after it', async () => {
    const heard: News[] = [];
    const over = new AbortController();
    const tell = relay.speak('test relay', () => at(1), over);
    relay.listen('test relay', (news) => heard.push(news), life);
    await waitUntil(() => heard.length === 1, 'the answer');
    tell();
    over.abort();
    tell();
    // The last word before the end is heard all the same.
    await waitUntil(() => heard.length === 2, 'the last word');
    relay.listen('test relay', (news) => heard.push(news), life);
    relay.speak('test relay', () => at(2), life)();
    await waitUntil(() => heard.length === 4, 'a new speaker, heard by both');
    expect(heard.map(({ sent }) => sent)).to.deep.equal([1, 1, 2, 2]);
  });

  it('crosses from page to page', async () => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const { BroadcastChannel: Theirs } = frame.contentWindow as unknown as typeof globalThis;
    const theirs = new Theirs('test relay');
    const asked: unknown[] = [];
    theirs.addEventListener('message', ({ data }) => {
      asked.push(data);
      theirs.postMessage(at(5));
    });
    const heard: News[] = [];
    relay.listen('test relay', (news) => heard.push(news), life);
    await waitUntil(() => heard.length === 1, 'the answer');
    expect(asked).to.deep.equal(['ask']);
    frame.remove();
  });
});
