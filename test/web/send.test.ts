import { expect } from '@open-wc/testing';
import { UploadError } from '../../src/engine/error.js';
import type { Send, SendRequest } from '../../src/engine/send-port.js';
import { send } from '../../src/web/send.js';
import { filesCanBeStreamed } from '../../src/web/streaming.js';
import { hasNoFileSystem, isFirefox, itUnless } from '../support/able.js';

/** The test runner's own server: it knows no such page, which is an answer too. */
const here = `${location.origin}/no-such-page?token=SECRET`;
const bytes = (length: number, type = ''): Blob => new Blob([new Uint8Array(length)], { type });
const request = (more: Partial<SendRequest> = {}): SendRequest => ({
  method: 'PUT',
  url: here,
  headers: {},
  signal: new AbortController().signal,
  ...more,
});

async function rejection(promise: Promise<unknown>): Promise<unknown> {
  const missing = Symbol('fulfilled');
  const reason = await promise.then(
    () => missing,
    (error: unknown) => error,
  );
  expect(reason).not.to.equal(missing);
  return reason;
}

async function failure(promise: Promise<unknown>): Promise<UploadError> {
  const error = await rejection(promise);
  expect(error).to.be.instanceOf(UploadError);
  return error as UploadError;
}

/** Every XMLHttpRequest made while `run` runs, with what it was given. */
async function watching(run: () => Promise<unknown>) {
  const Native = XMLHttpRequest;
  const made: { headers: string[]; body: unknown; xhr: XMLHttpRequest }[] = [];
  class Watched extends Native {
    readonly record = { headers: [] as string[], body: undefined as unknown, xhr: this as XMLHttpRequest };
    constructor() {
      super();
      made.push(this.record);
    }
    override setRequestHeader(name: string, value: string): void {
      this.record.headers.push(name);
      super.setRequestHeader(name, value);
    }
    override send(body?: XMLHttpRequestBodyInit): void {
      this.record.body = body;
      super.send(body);
    }
  }
  globalThis.XMLHttpRequest = Watched;
  try {
    await run();
  } finally {
    globalThis.XMLHttpRequest = Native;
  }
  return made;
}

describe('send', () => {
  it('is the sender that the object stores ask for', () => {
    const port: Send = send;
    expect(port).to.equal(send);
  });

  it('brings back status, headers in any case and text of whatever answer came', async () => {
    const { status, headers, text } = await send(request({ method: 'GET', url: `${location.origin}/package.json` }));
    expect(status).to.equal(200);
    expect(headers.get('Content-Type')).to.contain('application/json');
    expect(headers.get('x-oss-request-id')).to.equal(null);
    expect((JSON.parse(text) as { name: string }).name).to.equal('vod-uploader');
    expect((await send(request({ body: bytes(10) }))).status).to.be.at.least(400);
  });

  it('tells how many bytes have left, up to the last', async () => {
    const sent: number[] = [];
    await send(request({ body: bytes(3_000_000), onSent: (count) => sent.push(count) }));
    expect(sent.at(-1)).to.equal(3_000_000);
    expect(sent).to.deep.equal([...new Set(sent)].sort((a, b) => a - b));
  });

  it('stops at once and rejects with the reason of the abort', async () => {
    const stopped = new AbortController();
    const reason = new Error('paused');
    const running = send(
      request({ body: bytes(50_000_000), signal: stopped.signal, onSent: () => stopped.abort(reason) }),
    );
    expect(await rejection(running)).to.equal(reason);
  });

  it('cuts the request itself off, and is deaf to what comes later', async () => {
    const stopped = new AbortController();
    const heard: number[] = [];
    const [made] = await watching(async () => {
      const running = send(request({ signal: stopped.signal, onSent: (count) => heard.push(count) }));
      stopped.abort('now');
      expect(await rejection(running)).to.equal('now');
    });
    expect(made?.xhr.readyState).to.equal(XMLHttpRequest.UNSENT);
    made?.xhr.upload.dispatchEvent(new ProgressEvent('progress', { loaded: 7 }));
    expect(heard).to.deep.equal([]);
  });

  it('says never more bytes than there are, also of a body that the browser sent twice by itself', async () => {
    const heard: number[] = [];
    await watching(async () => {
      const { send: native } = XMLHttpRequest.prototype;
      XMLHttpRequest.prototype.send = function (body) {
        native.call(this, body);
        this.upload.dispatchEvent(new ProgressEvent('progress', { loaded: 2000 }));
      };
      try {
        await send(request({ body: bytes(1000), onSent: (count) => heard.push(count) }));
      } finally {
        XMLHttpRequest.prototype.send = native;
      }
    });
    expect(heard).to.deep.equal([1000]);
  });

  it('sends nothing when it was aborted before', async () => {
    const made = await watching(async () => {
      expect(await rejection(send(request({ signal: AbortSignal.abort('early') })))).to.equal('early');
    });
    expect(made).to.have.length(0);
  });

  it('leaves no listener on the signal', async () => {
    const { signal } = new AbortController();
    let listening = 0;
    const { addEventListener } = signal;
    signal.addEventListener = (type: string, listener: EventListener, options: AddEventListenerOptions) => {
      listening++;
      options.signal?.addEventListener('abort', () => listening--);
      addEventListener.call(signal, type, listener, options);
    };
    const running = send(request({ signal }));
    expect(listening).to.equal(1);
    await running;
    expect(listening).to.equal(0);
  });

  it('says that no answer came, without the query', async () => {
    const refused = await failure(send(request({ url: 'http://127.0.0.1:9/bucket/key?token=SECRET', body: 'x' })));
    expect(refused.code).to.equal('network');
    expect(refused.message).to.equal('PUT http://127.0.0.1:9/bucket/key: no answer');
    const withoutCors = here.replace('localhost', '127.0.0.1');
    expect((await failure(send(request({ url: withoutCors })))).code).to.equal('network');
  });

  itUnless(
    hasNoFileSystem,
    isFirefox && 'Firefox 153 sends the head before it reads the file, which this server answers',
  )('says that the file is gone when it is the file that cannot be read', async () => {
    const folder = await navigator.storage.getDirectory();
    const handle = await folder.getFileHandle('changing.bin', { create: true });
    const write = async (text: string): Promise<void> => {
      const writable = await handle.createWritable();
      await writable.write(text);
      await writable.close();
    };
    await write('first');
    const file = await handle.getFile();
    await write('second, longer');
    expect((await failure(send(request({ body: file })))).code).to.equal('file-unreadable');
    await folder.removeEntry('changing.bin');
  });

  it('says that the page’s own policy forbids the address', async () => {
    const module = new URL('../../src/web/send.ts', import.meta.url).href;
    const frame = document.createElement('iframe');
    frame.srcdoc = `<meta http-equiv="Content-Security-Policy" content="connect-src 'none'"><script type="module">
      import { send } from '${module}';
      send({ method: 'PUT', url: '${here}', headers: {}, signal: new AbortController().signal })
        .catch(({ code, message }) => parent.postMessage(code + ' ' + message));
    </script>`;
    const said = new Promise((resolve) => addEventListener('message', ({ data }) => resolve(data), { once: true }));
    document.body.append(frame);
    expect(await said).to.match(/^storage-misconfigured PUT .*no-such-page: blocked by .*Content-Security-Policy/);
    frame.remove();
  });

  it('lets the browser add no content type of its own', async () => {
    const made = await watching(async () => {
      for (const body of [bytes(3, 'video/mp4'), 'text', bytes(3)]) await send(request({ body }));
    });
    for (const { body } of made) {
      expect(new Response(body as BodyInit).headers.get('content-type')).to.equal(null);
    }
    expect(await new Response(made[1]?.body as BodyInit).text()).to.equal('text');
  });

  itUnless(!filesCanBeStreamed() && 'WebKit is given no slice of a file')(
    'hands a part over as it is: nothing of it comes into memory',
    async () => {
      const part = bytes(8 << 20);
      part.arrayBuffer = part.stream = part.slice = () => expect.fail('it was read');
      const [made] = await watching(() => send(request({ body: part })));
      expect(made?.body).to.equal(part);
    },
  );

  describe('where a request with a slice of a file never ends', () => {
    // What WebKit's errors have, and no other engine's.
    before(() => Object.defineProperty(Error.prototype, 'sourceURL', { value: '', configurable: true }));
    after(() => Reflect.deleteProperty(Error.prototype, 'sourceURL'));

    it('sends the bytes from memory', async () => {
      const file = new File([new Uint8Array([1, 2, 3, 4, 5])], 'a.mp4', { type: 'video/mp4' });
      const [made] = await watching(() => send(request({ body: file.slice(1, 4) })));
      expect(made?.body).to.be.instanceOf(ArrayBuffer);
      expect([...new Uint8Array(made?.body as ArrayBuffer)]).to.deep.equal([2, 3, 4]);
    });

    it('says that the file is gone when it cannot be read', async () => {
      const body = bytes(3);
      body.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotReadableError'));
      expect((await failure(send(request({ body })))).code).to.equal('file-unreadable');
      body.arrayBuffer = () => Promise.resolve(new ArrayBuffer(2));
      expect((await failure(send(request({ body })))).message).to.equal('2 of 3 bytes were there');
    });

    it('sends nothing when it was aborted while reading', async () => {
      const stopped = new AbortController();
      const body = bytes(3);
      const read = Blob.prototype.arrayBuffer.call(body);
      body.arrayBuffer = () => (stopped.abort('enough'), read);
      const [made] = await watching(async () => {
        expect(await rejection(send(request({ body, signal: stopped.signal })))).to.equal('enough');
        await read;
      });
      expect(made?.body).to.equal(undefined);
    });
  });

  it('leaves out the headers that a browser keeps for itself', async () => {
    const headers = { 'Content-Length': '3', host: 'x', 'User-Agent': 'u', 'content-md5': 'm', 'x-oss-date': 'd' };
    const [made] = await watching(() => send(request({ headers })));
    expect(made?.headers).to.deep.equal(['content-md5', 'x-oss-date']);
  });

  it('does not quote a header that cannot be sent', async () => {
    const error = await failure(send(request({ headers: { 'x-oss-security-token': 'SECRET\nSECRET' } })));
    expect(error.message).to.contain('x-oss-security-token').and.not.to.contain('SECRET');
  });

  it('works in a worker', async () => {
    const module = new URL('../../src/web/send.ts', import.meta.url).href;
    const code = `import { send } from '${module}';
      send({ method: 'GET', url: '${location.origin}/package.json', headers: {}, signal: new AbortController().signal })
        .then(({ status }) => postMessage(status), (error) => postMessage(String(error)));`;
    const url = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
    const worker = new Worker(url, { type: 'module' });
    const answer = await new Promise((resolve) => {
      worker.onmessage = ({ data }: MessageEvent) => resolve(data);
      worker.onerror = ({ message }) => resolve(message);
    });
    worker.terminate();
    URL.revokeObjectURL(url);
    expect(answer).to.equal(200);
  });
});
