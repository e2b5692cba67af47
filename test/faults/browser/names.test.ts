import { expect, fixture, html } from '@open-wc/testing';
import { waitUntil } from '../../support/wait-until.js';
import '../../../src/define.js';
import type { VodUploaderElement } from '../../../src/elements/vod-uploader.js';
import { button, textOf, within } from '../../support/seen.js';
import { createWorld, patterned, sha256 } from '../../support/world.js';
import { named } from '../catalogue.js';

const NAMES = {
  'what would be markup': '<img src=x onerror="globalThis.struck=1"><script>globalThis.struck=1</script>.mp4',
  'what would leave an attribute': '" onfocus="globalThis.struck=1" autofocus x="\'.mp4',
  'what would be a template': '${globalThis.struck=1}{{struck}}.mp4',
  'what turns the text around it': 'clip\u202E4pm.mp4',
  Chinese: '会议记录（最终版）.mp4',
  '255 bytes': `${'ü'.repeat(125)}.mp4`,
};

describe('a name on the page', function () {
  for (const [which, name] of Object.entries(NAMES)) {
    it(named('D6', `on the page, ${which}`), async () => {
      const world = createWorld();
      await world.settings({ analyseMs: 3_600_000, noTranscode: true });
      const element = await fixture<VodUploaderElement>(
        html`<vod-uploader no-transcode endpoint=${world.endpoint}></vod-uploader>`,
      );
      const file = new File([patterned(1000)], name, { type: 'video/mp4' });
      element.addFiles([file]);
      await waitUntil(() => element.uploads[0]?.phase === 'ready', 'it arrives');
      await element.updateComplete;

      expect(textOf(element).replaceAll(/\s+/g, '')).to.include(name.slice(0, 20).replaceAll(/\s+/g, ''));
      expect((await button(element, `Remove ${name}`)).isConnected).to.equal(true);
      expect(within(element, 'img, script, [onfocus], [autofocus]')).to.deep.equal([]);
      expect(globalThis).not.to.have.property('struck');

      expect((await world.objects()).map((object) => object.sha256)).to.deep.equal([await sha256(file)]);
      const asked = (await world.log()).filter(({ service, op }) => service === 'oss' && op !== 'Preflight');
      expect(asked.map(({ op, status }) => `${op} ${status}`)).to.deep.equal([
        'InitiateMultipartUpload 200',
        'UploadPart 200',
        'CompleteMultipartUpload 200',
        'HeadObject 200',
      ]);
    });
  }
});
