import { expect } from '@open-wc/testing';
import { createVodUploader, type UploadState, type Uploader } from '../src/core.js';
import { createWorld, patterned, type World } from './support/world.js';

const file = () => new File([patterned(1000)], 'clip.mp4');

const when = (uploader: Uploader, holds: (state: UploadState) => boolean): Promise<UploadState> =>
  new Promise((resolve) => {
    const look = () =>
      uploader.state.uploads[0] && holds(uploader.state.uploads[0]) && resolve(uploader.state.uploads[0]);
    uploader.subscribe(look, { signal: new AbortController().signal });
    look();
  });

const safe = ({ phase }: UploadState) => ['uploaded', 'verified', 'processing', 'ready'].includes(phase);

describe('a backend that answers CreateUploadVideo wrongly', function () {
  let world: World;
  beforeEach(() => (world = createWorld()));

  const cases = [
    { said: '500', fault: { what: 'status', status: 500, code: 'InternalError' }, code: 'backend-busy', tries: 3 },
    { said: 'HTML with 200', fault: { what: 'html' }, code: 'backend-malformed', tries: 1 },
    { said: 'HTML with 502', fault: { what: 'html', status: 502 }, code: 'backend-busy', tries: 3 },
    { said: 'nothing', fault: { what: 'empty' }, code: 'backend-malformed', tries: 1 },
    {
      said: '403 with its code',
      fault: { what: 'status', status: 403, code: 'OperationDenied' },
      code: 'backend-refused',
      tries: 1,
    },
  ] as const;

  for (const { said, fault, code, tries } of cases) {
    it(`${said}: ${code} after ${tries} ${tries === 1 ? 'try' : 'tries'}, and the file can be retried`, async () => {
      await world.fault({ where: { service: 'backend', op: 'CreateUploadVideo' }, times: 0, ...fault });
      const uploader = createVodUploader({ endpoint: world.endpoint });
      uploader.addFiles([file()]);
      const failed = await when(uploader, ({ phase }) => phase === 'failed');
      expect(failed.phase === 'failed' && failed.error).to.include({ code, retryable: true });
      const creates = () =>
        world.log().then((log) => log.filter(({ service, op }) => service === 'backend' && op === 'CreateUploadVideo'));
      expect(await creates()).to.have.length(tries);
      expect(await world.videos()).to.deep.equal([]);
      await world.heal();
      uploader.retry();
      await when(uploader, safe);
      expect(await world.videos()).to.have.length(1);
    });
  }

  const replies = [
    { said: 'wrong JSON', reply: { ok: true }, code: 'backend-malformed' },
    {
      said: 'a ticket that is no Base64',
      reply: { VideoId: 'v', UploadAddress: '%%%', UploadAuth: '%%%' },
      code: 'ticket-malformed',
    },
    {
      said: 'a ticket without fields',
      reply: { VideoId: 'v', UploadAddress: btoa('{}'), UploadAuth: btoa('{}') },
      code: 'ticket-malformed',
    },
  ] as const;

  for (const { said, reply, code } of replies) {
    it(`${said}: ${code} after one try, and the file can be retried`, async () => {
      let asked = 0;
      const good = async (action: string, body: unknown) =>
        (
          await fetch(`${world.endpoint}/${action}`, {
            method: 'POST',
            body: JSON.stringify(body),
            headers: { 'content-type': 'application/json' },
          })
        ).json();
      const uploader = createVodUploader({
        backend: { createUploadVideo: (body) => ((asked += 1) === 1 ? reply : good('CreateUploadVideo', body)) },
      });
      uploader.addFiles([file()]);
      const failed = await when(uploader, ({ phase }) => phase === 'failed');
      expect(failed.phase === 'failed' && failed.error).to.include({ code, retryable: true });
      expect(asked).to.equal(1);
      uploader.retry();
      const done = await when(uploader, ({ phase }) => phase === 'ready');
      expect(done).to.include({ playable: false });
      expect(await world.objects()).to.have.length(1);
    });
  }

  it('401: waits for a sign-in and goes on when it is told of one', async () => {
    await world.fault({
      where: { service: 'backend', op: 'CreateUploadVideo' },
      what: 'status',
      status: 401,
      code: 'SignInRequired',
      times: 0,
    });
    const uploader = createVodUploader({ endpoint: world.endpoint });
    uploader.addFiles([file()]);
    const waiting = await when(uploader, ({ phase }) => phase === 'waiting');
    expect(waiting).to.include({ reason: 'sign-in' });
    await world.heal();
    uploader.resume();
    await when(uploader, safe);
    expect(await world.videos()).to.have.length(1);
  });
});
