import { expect } from '@open-wc/testing';
import {
  createVodUploader,
  diagnose,
  type BackendFunctions,
  type Check,
  type CheckName,
  type Clock,
  type Diagnosis,
  type SendReply,
  type VodUploaderOptions,
} from '../../src/core.js';
import { clock } from '../../src/web/clock.js';
import { send } from '../../src/web/send.js';
import { createWorld, patterned, type World } from '../support/world.js';

const PART = 102_400;
const HOUR_MS = 3_600_000;

/** Everything that a ticket of this page held. */
const secrets = new Set<string>();

describe('diagnose()', function () {
  let world: World;

  beforeEach(() => {
    world = createWorld();
    secrets.clear();
  });

  /** Asks the emulated backend, and remembers what the page must not tell. */
  const ask = async (action: string, body: object): Promise<Record<string, string>> => {
    const options = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const reply = (await (await fetch(`${world.endpoint}/${action}`, options)).json()) as Record<string, string>;
    for (const name of ['UploadAuth', 'UploadAddress']) {
      const fields = JSON.parse(atob(reply[name] ?? btoa('{}'))) as Record<string, string>;
      const { AccessKeyId, AccessKeySecret, SecurityToken, Bucket, FileName } = fields;
      for (const secret of [reply[name], AccessKeyId, AccessKeySecret, SecurityToken, Bucket, FileName])
        if (secret) secrets.add(secret);
    }
    return reply;
  };
  const backend = (change: (reply: Record<string, string>) => unknown = (reply) => reply): BackendFunctions => ({
    createUploadVideo: async (body) => change(await ask('CreateUploadVideo', body)),
    refreshUploadVideo: async (body) => change(await ask('RefreshUploadVideo', body)),
  });

  /** An examination that may create a media. */
  const examined = (options: VodUploaderOptions = {}): Promise<Diagnosis> =>
    diagnose(createVodUploader({ endpoint: world.endpoint, ...options }), { create: true });

  const of = ({ checks }: Diagnosis, name: CheckName): Check => checks.find((check) => check.name === name)!;

  const expectNoSecret = (diagnosis: Diagnosis) => {
    expect(secrets.size).to.be.greaterThan(4);
    const said = JSON.stringify(diagnosis);
    for (const secret of secrets) expect(said).not.to.contain(secret);
    expect(said).not.to.match(/signature=|OSSAccessKeyId|uploadId|OSS4-HMAC/i);
  };

  it('finds nothing wrong with what is well, keeps nothing in the bucket, and tells no secret', async () => {
    const found = await examined({ backend: backend() });
    expect(found.checks.filter(({ result }) => result === 'failed' || result === 'warning')).to.deep.equal([]);
    expect(found.ok).to.equal(true);
    expectNoSecret(found);
    expect(found.text)
      .to.contain(navigator.userAgent)
      .and.to.match(/^vod-uploader \d+\.\d+\.\d+ on http:\/\/localhost/);
    for (const { name, says } of found.checks) expect(found.text).to.contain(name).and.to.contain(says);
    expect(await world.uploads()).to.deep.equal([]);
    expect(await world.objects()).to.deep.equal([]);
    const asked = (await world.log()).filter(({ service }) => service === 'oss').map(({ op }) => op);
    expect(asked.filter((op) => op !== 'Preflight' && op !== 'OPTIONS')).to.deep.equal([
      'InitiateMultipartUpload',
      'UploadPart',
      'ListParts',
      'AbortMultipartUpload',
    ]);
  });

  it('is plain and frozen: it goes through a structured clone', async () => {
    const found = await examined();
    expect(structuredClone(found)).to.deep.equal(found);
    for (const part of [found, found.checks, found.checks[0]]) expect(Object.isFrozen(part)).to.equal(true);
  });

  it('creates no media unasked: the bucket is not looked at, and the report says how it would be', async () => {
    const found = await diagnose(createVodUploader({ endpoint: world.endpoint }));
    expect(await world.videos()).to.deep.equal([]);
    expect(of(found, 'backend').result).to.equal('ok');
    const rest = found.checks.filter(({ name }) => /^(ticket|clock|bucket)/.test(name));
    expect(rest).to.have.length(10);
    for (const { result, says } of rest) {
      expect(result).to.equal('skipped');
      expect(says).to.contain('diagnose({ create: true })');
    }
  });

  it('looks at the ticket of an upload that is under way, and leaves that upload alone', async () => {
    await world.fault({ where: { op: 'UploadPart', part: 2 }, what: 'delay', delayMs: 60_000 });
    const uploader = createVodUploader({ endpoint: world.endpoint, partSize: PART, pollMs: [20, 50] });
    const { added } = uploader.addFiles([new File([patterned(2 * PART)], 'clip.mp4', { type: 'video/mp4' })]);
    while (!uploader.state.uploads[0]?.confirmed) await new Promise(requestAnimationFrame);
    const before = await world.uploads();
    const found = await diagnose(uploader);
    expect(found.checks.filter(({ result }) => result === 'skipped').map(({ name }) => name)).not.to.include('ticket');
    expect(of(found, 'bucket-upload').result).to.equal('ok');
    expect(await world.videos()).to.have.length(1);
    expect((await world.uploads()).map(({ uploadId }) => uploadId)).to.deep.equal(
      before.map(({ uploadId }) => uploadId),
    );
    uploader.cancel(added[0]!.id);
  });

  const cases: [what: string, prepare: () => Promise<unknown>, name: CheckName, result: string, says: RegExp][] = [
    [
      'ETag that CORS hides, where parts may not be listed either',
      () => world.settings({ expose: [], listParts: 'deny' }),
      'bucket-etag',
      'failed',
      /Add ExposeHeader ETag to/,
    ],
    [
      'ETag that CORS hides',
      () => world.settings({ expose: ['x-oss-request-id'] }),
      'bucket-etag',
      'warning',
      /Add ExposeHeader ETag to/,
    ],
    [
      'the checksum that CORS hides',
      () => world.settings({ expose: ['ETag'] }),
      'bucket-crc64',
      'warning',
      /Add ExposeHeader x-oss-hash-crc64ecma/,
    ],
    [
      'the request id that CORS hides',
      () => world.settings({ expose: ['ETag'] }),
      'bucket-request-id',
      'warning',
      /Add ExposeHeader x-oss-request-id/,
    ],
    [
      'a bucket without a CORS rule',
      () => world.settings({ cors: false }),
      'bucket-cors',
      'failed',
      /answers, but allows this page none.*AllowedOrigin http:\/\/localhost:\d+, AllowedMethod GET PUT/,
    ],
    [
      'a bucket that is not there',
      () => world.settings({ ossEndpoint: 'http://oss.localhost:9' }),
      'bucket-cors',
      'failed',
      /There is no connection to http:\/\/\S+…\S*oss\.localhost:9/,
    ],
    [
      'parts that may not be listed',
      () => world.settings({ listParts: 'deny' }),
      'bucket-listing',
      'warning',
      /record/,
    ],
    ['a bucket that takes only V1', () => world.settings({ v4: 'refuse' }), 'bucket-signature', 'warning', /V1/],
    [
      'a policy that refuses',
      () => world.fault({ where: { op: 'UploadPart' }, what: 'xml-code', status: 403, code: 'AccessDenied' }),
      'bucket-upload',
      'failed',
      /OSS refused UploadPart: storage-refused: HTTP 403, AccessDenied.* policy/,
    ],
    [
      'a ticket that is dead on arrival',
      () => world.fault({ where: { service: 'oss' }, what: 'expired-token', times: 0 }),
      'ticket-lifetime',
      'failed',
      /ask VOD each time/,
    ],
    ['a short ticket', () => world.settings({ expirationSeconds: 600 }), 'ticket-lifetime', 'warning', /10 min only/],
    [
      'a wrong clock',
      () => world.settings({ clockOffsetMs: 3 * HOUR_MS }),
      'clock',
      'warning',
      /3 h 0 min behind the server’s/,
    ],
    [
      'a broken backend',
      () => world.fault({ where: { service: 'backend' }, what: 'status', status: 500, times: 0 }),
      'backend',
      'failed',
      /HTTP 500.*log/,
    ],
    [
      'a backend that wants a sign-in',
      () => world.fault({ where: { service: 'backend' }, what: 'status', status: 401, times: 0 }),
      'backend',
      'failed',
      /with-credentials/,
    ],
    [
      'a page in the place of the backend',
      () => world.fault({ where: { service: 'backend' }, what: 'html', times: 0 }),
      'backend',
      'failed',
      /API’s own JSON/,
    ],
    [
      'a backend that does not answer',
      () => world.fault({ where: { service: 'backend' }, what: 'cut-before', times: 0 }),
      'backend',
      'failed',
      /whether it runs/,
    ],
  ];
  for (const [what, prepare, name, result, says] of cases) {
    it(`finds ${what}`, async () => {
      await prepare();
      const found = await examined();
      expect(of(found, name).result, found.text).to.equal(result);
      expect(of(found, name).says).to.match(says);
      expect(found.ok).to.equal(!found.checks.some((check) => check.result === 'failed'));
      expect(await world.uploads()).to.deep.equal([]);
    });
  }

  const changed = (name: string, change: (fields: Record<string, string>) => void) =>
    backend((reply) => {
      const fields = JSON.parse(atob(reply[name]!)) as Record<string, string>;
      change(fields);
      return { ...reply, [name]: btoa(JSON.stringify(fields)) };
    });

  it('finds a ticket that is no ticket', async () => {
    const found = await examined({ backend: backend((reply) => ({ ...reply, UploadAuth: '%%%' })) });
    expect(of(found, 'ticket').result).to.equal('failed');
    expect(of(found, 'ticket').says).to.contain('UploadAuth is not Base64').and.to.contain('as VOD gave them');
    expect(of(found, 'bucket-upload').result).to.equal('skipped');
  });

  it('finds a ticket that mixes two regions', async () => {
    const auth = changed('UploadAuth', (fields) => (fields['Region'] = 'cn-beijing'));
    const endpoint = 'https://oss-cn-shanghai.aliyuncs.com';
    const mixed: BackendFunctions = {
      createUploadVideo: async (body, options) => {
        const reply = (await auth.createUploadVideo(body, options)) as Record<string, string>;
        const address = JSON.parse(atob(reply['UploadAddress']!)) as object;
        return { ...reply, UploadAddress: btoa(JSON.stringify({ ...address, Endpoint: endpoint })) };
      },
    };
    // Not to Alibaba: nothing leaves this machine.
    const found = await examined({ backend: mixed, send: () => Promise.reject(new DOMException('no', 'AbortError')) });
    expect(of(found, 'ticket').result).to.equal('failed');
    expect(of(found, 'ticket').says).to.contain('not in its region cn-beijing');
  });

  it('finds that nobody can be asked', async () => {
    const found = await diagnose(createVodUploader());
    expect(of(found, 'backend')).to.include({ result: 'failed' });
    expect(of(found, 'backend').says).to.contain('Set endpoint');
  });

  it('finds a browser that is offline', async () => {
    const network = { online: () => false, whenOnline: () => new Promise<void>(() => undefined) };
    const found = await diagnose(createVodUploader({ endpoint: world.endpoint, network }));
    expect(of(found, 'online').result).to.equal('failed');
  });

  it('finds storage that does not open', async () => {
    const { open } = IDBFactory.prototype;
    IDBFactory.prototype.open = () => {
      throw new DOMException('no', 'SecurityError');
    };
    try {
      const found = await diagnose(createVodUploader({ endpoint: world.endpoint, resumeMode: 'off' }));
      expect(of(found, 'storage').result).to.equal('warning');
    } finally {
      IDBFactory.prototype.open = open;
    }
  });

  describe('with storage that never answers', () => {
    const { open } = IDBFactory.prototype;
    beforeEach(() => void (IDBFactory.prototype.open = () => ({}) as IDBOpenDBRequest));
    afterEach(() => void (IDBFactory.prototype.open = open));

    it('says that it does not open', async () => {
      const wait: Clock['wait'] = (ms, signal) => clock.wait(Math.min(ms, 20), signal);
      const options: VodUploaderOptions = { endpoint: world.endpoint, resumeMode: 'off', clock: { ...clock, wait } };
      const found = await diagnose(createVodUploader(options));
      expect(of(found, 'storage').result).to.equal('warning');
      expect(of(found, 'storage').says).to.contain('does not open');
    });

    it('ends when nobody waits for the report any more', async () => {
      const stop = new AbortController();
      const wait: Clock['wait'] = (_ms, signal) => clock.wait(24 * HOUR_MS, signal);
      const options: VodUploaderOptions = { endpoint: world.endpoint, resumeMode: 'off', clock: { ...clock, wait } };
      const said = diagnose(createVodUploader(options), { signal: stop.signal }).catch((error: Error) => error.message);
      await new Promise(requestAnimationFrame);
      stop.abort(new DOMException('enough', 'AbortError'));
      expect(await said).to.equal('enough');
    });
  });

  const missing: [name: CheckName, of: object, property: string, says: RegExp][] = [
    ['secure-context', globalThis, 'isSecureContext', /Serve it over https/],
    ['locks', navigator, 'locks', /need https/],
    ['channel', globalThis, 'BroadcastChannel', /no BroadcastChannel/],
  ];
  for (const [name, owner, property, says] of missing) {
    it(`finds a page without ${property}`, async () => {
      const own = Object.getOwnPropertyDescriptor(owner, property);
      if (property === 'BroadcastChannel') Reflect.deleteProperty(owner, property);
      else Object.defineProperty(owner, property, { value: undefined, configurable: true });
      try {
        const found = await diagnose(createVodUploader({ endpoint: world.endpoint }));
        expect(of(found, name).result).to.equal('warning');
        expect(of(found, name).says).to.match(says);
      } finally {
        if (own) Object.defineProperty(owner, property, own);
        else Reflect.deleteProperty(owner, property);
      }
    });
  }

  it('finds that no worker can be made', async () => {
    const { Worker: Native } = globalThis;
    globalThis.Worker = class {
      constructor() {
        throw new DOMException('blocked', 'SecurityError');
      }
    } as unknown as typeof Worker;
    try {
      const found = await diagnose(createVodUploader({ endpoint: world.endpoint }));
      expect(of(found, 'hashing').result).to.equal('warning');
      expect(of(found, 'hashing').says).to.contain('worker-src');
    } finally {
      globalThis.Worker = Native;
    }
  });

  it('tells no secret, even where the bucket echoes them', async () => {
    let echoed = '';
    const echo = async (request: Parameters<typeof send>[0]): Promise<SendReply> => {
      echoed = [...secrets].join(' ');
      const text = `<Error><Code>${[...secrets].find((s) => s.startsWith('STS.'))}</Code><RequestId>${[...secrets].at(-1)}</RequestId></Error>`;
      return { ...(await send(request)), status: 403, text };
    };
    const found = await examined({ backend: backend(), send: echo });
    expect(echoed).not.to.equal('');
    expect(of(found, 'bucket-upload').result).to.equal('failed');
    expectNoSecret(found);
  });

  it('throws away what it began when nobody waits for the report any more', async () => {
    const stop = new AbortController();
    const impatient = async (request: Parameters<typeof send>[0]): Promise<SendReply> => {
      const reply = await send(request);
      if (request.method === 'POST') stop.abort(new DOMException('enough', 'AbortError'));
      return reply;
    };
    const uploader = createVodUploader({ endpoint: world.endpoint, send: impatient });
    const said = await diagnose(uploader, { create: true, signal: stop.signal }).catch((error: Error) => error.message);
    expect(said).to.equal('enough');
    expect(await world.uploads()).to.deep.equal([]);
    expect((await world.log()).map(({ op }) => op)).to.include('AbortMultipartUpload');
  });

  it('refuses an uploader that it knows nothing of', async () => {
    const said = await diagnose({}).catch((error: unknown) => error);
    expect(said).to.be.instanceOf(TypeError);
  });
});
