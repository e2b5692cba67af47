import { expect, fixture, html } from '@open-wc/testing';
import { createVodUploader, type VodUploaderElement } from '../../src/define.js';
import { createWorld } from '../support/world.js';

describe('<vod-uploader>.diagnose()', () => {
  it('examines what its attributes say', async () => {
    const world = createWorld();
    const element = await fixture<VodUploaderElement>(html`<vod-uploader endpoint=${world.endpoint}></vod-uploader>`);
    const found = await element.diagnose({ create: true });
    expect(found.text).to.contain(world.endpoint).and.to.contain('bucket-upload');
    expect(found.ok).to.equal(true);
    element.endpoint = '/nothing-is-here';
    expect((await element.diagnose()).text).to.contain('/nothing-is-here');
  });

  it('examines an uploader of the page’s own', async () => {
    const uploader = createVodUploader();
    const element = await fixture<VodUploaderElement>(html`<vod-uploader .uploader=${uploader}></vod-uploader>`);
    expect((await element.diagnose()).text).to.contain('Set endpoint');
  });
});
