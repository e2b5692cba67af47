import { expect } from '@open-wc/testing';
import { waitUntil } from '../../support/wait-until.js';
import { textOf } from '../../support/seen.js';
import { createWorld } from '../../support/world.js';
import { named } from '../catalogue.js';
import { asked } from './harness.js';

it(named('A16', 'connect-src forbids the bucket: said once, nothing is repeated'), async () => {
  const world = createWorld();
  const core = new URL('../../../src/core.ts', import.meta.url).href;
  const element = new URL('../../../src/define.ts', import.meta.url).href;
  const frame = document.createElement('iframe');
  // Not 'self', which Firefox does not know in a document without an address of its own.
  frame.srcdoc = `<base href="${location.href}">
    <meta http-equiv="Content-Security-Policy" content="connect-src ${location.origin}">
    <script type="module">
      import { createVodUploader } from '${core}';
      import '${element}';
      let blocked = 0;
      addEventListener('securitypolicyviolation', ({ effectiveDirective }) => (blocked += effectiveDirective === 'connect-src'));
      const element = document.createElement('vod-uploader');
      element.endpoint = '${location.origin}${world.endpoint}';
      document.body.append(element);
      element.addEventListener('upload-error', () => parent.postMessage(blocked));
      element.addFiles([new File([new Uint8Array(1000)], 'clip.mp4', { type: 'video/mp4' })]);
    </script>`;
  const told = new Promise((resolve) => addEventListener('message', ({ data }) => resolve(data), { once: true }));
  document.body.append(frame);
  expect(await told, 'the fault fired').to.equal(1);
  const words = () => textOf(frame.contentDocument!.querySelector('vod-uploader')!);
  await waitUntil(() => words().includes('The storage service is not set up for uploads from this page.'), words());
  expect(await asked(world)).to.deep.equal([]);
  expect(await world.objects()).to.deep.equal([]);
  frame.remove();
});
