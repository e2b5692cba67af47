import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import { expect, userEvent, waitFor } from 'storybook/test';
import { FakeUploader } from '../test/support/fake-uploader.js';
import { button, choose, textOf, within } from '../test/support/seen.js';
import { STATES, uploadAt } from '../test/support/upload-states.js';
import { clipBlob, filmFile } from './support/films.js';
import { pageWorld, uploaderIn } from './support/page-world.js';
import '../src/define.js';

/** What the page around an uploader is styled with. */
const pageStyle = html`<style>
  .recipe,
  .recipe :is(form, div, label, input, dialog) {
    box-sizing: border-box;
    min-inline-size: 0;
    max-inline-size: 100%;
  }
  .recipe :is(button, input, dialog button) {
    min-block-size: 40px;
    font: inherit;
  }
  .recipe > * button {
    padding: 0 16px;
  }
  .recipe :is(button, input):focus-visible {
    outline: 2px solid;
    outline-offset: 2px;
  }
</style>`;

/** Whole pages in a few lines. In a page of yours `endpoint="/api/vod"` stands where these have the emulator of this page. */
const meta: Meta = {
  title: 'Recipes/On a page',
  decorators: [(story) => html`<div class="recipe">${pageStyle}${story()}</div>`],
  parameters: { controls: { disable: true }, docs: { source: { type: 'code' } } },
};
export default meta;
type Story = StoryObj;

const one = <T extends Element = HTMLElement>(canvas: HTMLElement, selector: string): T =>
  within<T>(canvas, selector)[0] as T;
const code = (text: string, language = 'html') => ({ docs: { source: { code: text.trim(), language } } });
const column =
  'display: grid; grid-template-columns: minmax(0, 1fr); gap: 16px; max-inline-size: 680px; margin-inline: auto; font: 15px/1.45 system-ui';
const input = (canvas: HTMLElement): HTMLInputElement => one(canvas, 'input[type=file]');

/** `required`, and nothing is sent before the bytes are safe: the browser itself holds the form back. */
export const InAForm: Story = {
  parameters: code(`
<form method="post">
  <label>Title <input name="title" required></label>
  <vod-uploader name="video" required endpoint="/api/vod"></vod-uploader>
  <button>Publish</button> <!-- video=<VideoId> -->
</form>`),
  render: (): TemplateResult => {
    const world = pageWorld({ bytesPerSecond: 4 * 1024 ** 2 });
    const sent = (event: SubmitEvent): void => {
      event.preventDefault();
      const form = event.target as HTMLFormElement;
      const data = new FormData(form, event.submitter);
      form.querySelector('output')!.textContent = [...data]
        .map(([name, value]) => `${name}=${value as string}`)
        .join('&');
    };
    return html`<form style=${column} @submit=${sent}>
      <label
        >Title <input name="title" value="Harbour at dawn" required style="font: inherit; inline-size: 100%"
      /></label>
      <vod-uploader
        name="video"
        required
        resume-mode="off"
        .backend=${world.calls}
        .store=${world.store}
      ></vod-uploader>
      <p><button>Publish</button></p>
      <output style="overflow-wrap: anywhere"></output>
    </form>`;
  },
  play: async ({ canvasElement }) => {
    await button(canvasElement, 'Choose');
    const publish = await button(canvasElement, 'Publish');
    const output = one(canvasElement, 'output');
    await userEvent.click(publish);
    await expect(output).toHaveTextContent('');
    choose(input(canvasElement), await filmFile('Harbour at dawn.mp4', 2));
    await userEvent.click(publish);
    await expect(output).toHaveTextContent('');
    const uploader = one<HTMLElementTagNameMap['vod-uploader']>(canvasElement, 'vod-uploader');
    await waitFor(() => expect(uploader.checkValidity()).toBe(true));
    await userEvent.click(publish);
    await expect(output).toHaveTextContent(`title=Harbour at dawn&video=${uploader.value}`);
    await waitFor(() => expect(uploader.uploads[0]?.phase).toBe('ready'));
  },
};

/** The page owns the uploader, so closing the dialog stops nothing: it is only one way to look at the list. */
export const InADialog: Story = {
  parameters: code(
    `
import { createVodUploader } from 'vod-uploader/core';

const uploads = createVodUploader({ endpoint: '/api/vod', maxFiles: 10 });
for (const element of document.querySelectorAll('dialog vod-uploader, footer vod-upload-status')) element.uploader = uploads;

// <button onclick="dialog.showModal()">Add footage</button>
// <dialog id="dialog"><vod-uploader multiple></vod-uploader></dialog>
// <footer><vod-upload-status></vod-upload-status></footer>`,
    'ts',
  ),
  render: (): TemplateResult => {
    const uploads = uploaderIn(pageWorld({ bytesPerSecond: 2 * 1024 ** 2 }));
    const dialog = (event: Event) => (event.target as Element).parentElement!.querySelector('dialog')!;
    return html`<div style=${column}>
      <button @click=${(event: Event) => dialog(event).showModal()}>Add footage</button>
      <dialog aria-label="Footage" style="inline-size: min(560px, 100% - 24px); padding: 16px; border-radius: 16px">
        <vod-uploader multiple .uploader=${uploads}></vod-uploader>
        <form method="dialog">
          <p><button>Close</button></p>
        </form>
      </dialog>
      <vod-upload-status .uploader=${uploads}></vod-upload-status>
    </div>`;
  },
  play: async ({ canvasElement }) => {
    await userEvent.click(await button(canvasElement, 'Add footage'));
    await button(canvasElement, 'Choose');
    choose(input(canvasElement), await filmFile('Harbour at dawn.mp4', 2));
    const uploader = one<HTMLElementTagNameMap['vod-uploader']>(canvasElement, 'vod-uploader');
    await waitFor(() => expect(uploader.uploads[0]?.phase).toBe('uploading'));
    await userEvent.click(await button(canvasElement, 'Close'));
    await expect(one<HTMLDialogElement>(canvasElement, 'dialog').open).toBe(false);
    await waitFor(() => expect(uploader.uploads[0]?.phase).toBe('ready'));
  },
};

/** A thousand rows: those out of sight cost nothing, and the sum of all stands above. */
export const ManyUploads: Story = {
  // All that is looked at in each story would be looked at a thousand times; test/elements/many.test.ts has the same rows.
  tags: ['!test'],
  parameters: code('<vod-uploader multiple endpoint="/api/vod"></vod-uploader>'),
  render: (): TemplateResult => {
    const states = Object.values(STATES);
    const uploads = Array.from({ length: 1000 }, (_, n) =>
      uploadAt({ ...states[n % states.length], id: `row-${n}`, name: `Lecture ${n + 1}.mp4` }),
    );
    return html`<vod-uploader
      style="max-inline-size: 680px; max-block-size: 640px; overflow: auto; margin-inline: auto"
      multiple
      tabindex="0"
      aria-label="Lectures"
      .uploader=${new FakeUploader(uploads)}
    ></vod-uploader>`;
  },
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(within(canvasElement, 'vod-upload-item')).toHaveLength(1000));
  },
};

/** Nothing of ours to be seen: the core uploads, and the page draws what it likes. */
export const AnInterfaceOfYourOwn: Story = {
  parameters: code(
    `
import { createVodUploader } from 'vod-uploader/core';

const uploads = createVodUploader({ endpoint: '/api/vod' });
input.onchange = () => uploads.addFiles(input.files);
const life = new AbortController();
uploads.subscribe(({ uploads: [upload] }) => {
  if (!upload) return;
  meter.value = upload.sent / upload.total;
  line.textContent = \`\${upload.name}: \${upload.phase}\`;
}, { signal: life.signal });`,
    'ts',
  ),
  render: (): HTMLElement => {
    const uploads = uploaderIn(pageWorld({ bytesPerSecond: 4 * 1024 ** 2 }));
    const [label, files, meter, line] = ['label', 'input', 'progress', 'p'].map((tag) =>
      document.createElement(tag),
    ) as [HTMLLabelElement, HTMLInputElement, HTMLProgressElement, HTMLParagraphElement];
    files.type = 'file';
    files.style.display = 'block';
    files.style.inlineSize = '100%';
    meter.setAttribute('aria-label', 'Sent');
    meter.style.inlineSize = '100%';
    meter.value = 0;
    line.textContent = 'Nothing yet';
    files.onchange = () => uploads.addFiles(files.files ?? []);
    const life = new AbortController();
    uploads.subscribe(
      ({ uploads: [upload] }) => {
        if (upload === undefined) return;
        meter.value = upload.sent / upload.total;
        line.textContent = `${upload.name}: ${upload.phase}`;
      },
      { signal: life.signal },
    );
    label.append('A film ', files);
    const page = document.createElement('div');
    page.style.cssText = column;
    page.append(label, meter, line);
    return page;
  },
  play: async ({ canvasElement }) => {
    choose(input(canvasElement), await filmFile('Harbour at dawn.mp4', 1));
    await waitFor(() => expect(one(canvasElement, 'p')).toHaveTextContent('Harbour at dawn.mp4: ready'));
    await expect(one<HTMLProgressElement>(canvasElement, 'progress').value).toBe(1);
  },
};

/** Three properties and a radius make another brand; [Themes](?path=/docs/themes-all-four--docs) has whole ones. */
export const AThemeOfYourOwn: Story = {
  parameters: code(
    `
vod-uploader {
  --vod-text: light-dark(#3a2418, #ffe9d9);
  --vod-surface: light-dark(#fffdf9, #24160d);
  --vod-accent: light-dark(#b4400f, #ffb68a);
  --vod-on-accent: light-dark(#fff, #3a1400);
  --vod-radius: 26px;
}`,
    'css',
  ),
  render: (): TemplateResult => html`
    <style>
      .own vod-uploader {
        --vod-text: light-dark(#3a2418, #ffe9d9);
        --vod-surface: light-dark(#fffdf9, #24160d);
        --vod-accent: light-dark(#b4400f, #ffb68a);
        --vod-on-accent: light-dark(#fff, #3a1400);
        --vod-radius: 26px;
      }
    </style>
    <div class="own" style=${column}>
      <vod-uploader multiple .uploader=${new FakeUploader([STATES.uploading])}></vod-uploader>
    </div>
  `,
  play: async ({ canvasElement }) => {
    const add = await button(canvasElement, 'Choose').catch(() => button(canvasElement, 'Add'));
    await expect(getComputedStyle(add).getPropertyValue('--_radius')).toBe('26px');
  },
};

/** VOD fetches the film by itself; the row goes on in the same list after a reload. */
export const ImportByUrl: Story = {
  parameters: code('<vod-url-import endpoint="/api/vod"></vod-url-import>'),
  render: (): TemplateResult => {
    const fetch = async (): Promise<Response> =>
      new Response(await clipBlob(), { headers: { 'content-type': 'video/mp4' } });
    const world = pageWorld({ fetch, settings: { importPendingMs: 300, importStepMs: 100 } });
    return html`<vod-url-import
      style="max-inline-size: 680px; margin-inline: auto"
      .uploader=${uploaderIn(world)}
    ></vod-url-import>`;
  },
  play: async ({ canvasElement }) => {
    const go = await button(canvasElement, 'Import');
    const field = one<HTMLTextAreaElement>(canvasElement, 'textarea');
    field.value = 'https://cdn.example.com/2026/harbour-at-dawn.mp4';
    field.dispatchEvent(new InputEvent('input', { inputType: 'insertFromPaste' }));
    await waitFor(() => expect(go.disabled).toBe(false));
    await userEvent.click(go);
    const { uploader } = one<HTMLElementTagNameMap['vod-url-import']>(canvasElement, 'vod-url-import');
    await waitFor(() => expect(uploader?.state.uploads[0]?.phase).toBe('ready'));
  },
};

const TITLES = ['Harbour at dawn', 'Interview with Ada', 'Trailer', 'The lighthouse'];

/** What became of each, asked for all together and only while somebody looks; two of them are being prepared right now. */
export const MyVideos: Story = {
  parameters: code(
    `
<div class="grid">
  <!-- for each row of your table -->
  <vod-media-status card endpoint="/api/vod" media-id="…"></vod-media-status>
</div>`,
  ),
  loaders: [
    async () => {
      const world = pageWorld({ settings: { transcodeMs: 1500 } });
      const { signal } = new AbortController();
      const uploads = uploaderIn(world);
      const { added } = uploads.addFiles(await Promise.all(TITLES.map((title, n) => filmFile(`${title}.mp4`, n + 1))));
      const ids = await new Promise<readonly string[]>((resolve) =>
        uploads.subscribe(
          (state) => {
            const known = state.uploads.map(({ videoId }) => videoId);
            if (added.length === known.length && known.every((id) => id !== undefined)) resolve(known);
          },
          { signal },
        ),
      );
      return { world, ids };
    },
  ],
  render: (_, { loaded }): TemplateResult => {
    const { world, ids } = loaded as { world: ReturnType<typeof pageWorld>; ids: readonly string[] };
    return html`<div
      style="display: grid; gap: 16px; grid-template-columns: repeat(auto-fill, minmax(min(260px, 100%), 1fr)); align-items: start"
    >
      ${ids.map((id) => html`<vod-media-status card media-id=${id} .backend=${world.calls}></vod-media-status>`)}
    </div>`;
  },
  play: async ({ canvasElement }) => {
    for (const title of TITLES) await waitFor(() => expect(textOf(canvasElement)).toContain(title));
    await waitFor(() =>
      expect([...canvasElement.querySelectorAll('vod-media-status:state(playable)')]).toHaveLength(TITLES.length),
    );
  },
};

/** Pieces find the uploader by its id, wherever they stand: a button in the header, the sum in the footer. */
export const PiecesElsewhere: Story = {
  parameters: code(`
<header><vod-upload-button for="footage"></vod-upload-button></header>
<vod-uploader id="footage" multiple endpoint="/api/vod"><!-- no list of its own --><span></span></vod-uploader>
<aside><vod-upload-list for="footage"></vod-upload-list></aside>
<footer><vod-upload-status for="footage"></vod-upload-status></footer>`),
  render: (): TemplateResult => html`
    <div style=${column}>
      <div style="display: flex; justify-content: space-between; align-items: center; gap: 16px; flex-wrap: wrap">
        <strong style="font-size: 1.25rem">Footage</strong>
        <vod-upload-button for="footage-elsewhere"></vod-upload-button>
      </div>
      <vod-uploader
        id="footage-elsewhere"
        multiple
        .uploader=${uploaderIn(pageWorld({ bytesPerSecond: 4 * 1024 ** 2 }))}
      >
        <span hidden></span>
      </vod-uploader>
      <vod-upload-list for="footage-elsewhere"></vod-upload-list>
      <div style="display: grid; gap: 8px">
        <vod-upload-status for="footage-elsewhere"></vod-upload-status>
        <vod-upload-progress for="footage-elsewhere"></vod-upload-progress>
      </div>
    </div>
  `,
  play: async ({ canvasElement }) => {
    await button(canvasElement, 'Choose');
    choose(input(canvasElement), await filmFile('Trailer.mp4', 1), await filmFile('Interview.mp4'));
    const list = one(canvasElement, 'vod-upload-list');
    await waitFor(() => expect(within(list, 'vod-upload-item')).toHaveLength(2));
    const uploader = one<HTMLElementTagNameMap['vod-uploader']>(canvasElement, 'vod-uploader');
    await waitFor(() => expect(uploader.uploads.map(({ phase }) => phase)).toEqual(['ready', 'ready']));
  },
};

/** A form for each file, checked as one types; it starts when the person says so. */
export const WithAFormForEachFile: Story = {
  parameters: code('<vod-uploader details multiple endpoint="/api/vod"></vod-uploader>'),
  render: (): TemplateResult => {
    const world = pageWorld({ bytesPerSecond: 4 * 1024 ** 2 });
    return html`<vod-uploader
      style="max-inline-size: 680px; margin-inline: auto"
      details
      multiple
      resume-mode="off"
      .categories=${[{ id: 1, name: 'Films' }]}
      .backend=${world.calls}
      .store=${world.store}
    ></vod-uploader>`;
  },
  play: async ({ canvasElement }) => {
    await button(canvasElement, 'Choose');
    choose(input(canvasElement), await filmFile('Harbour at dawn.mp4'));
    const start = await button(canvasElement, 'Start');
    const titles = () =>
      within<HTMLInputElement>(canvasElement, 'input').filter(({ value }) => value === 'Harbour at dawn');
    await waitFor(() => expect(titles()).toHaveLength(1));
    const [title] = titles();
    title!.value = 'Dawn';
    title!.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    title!.dispatchEvent(new Event('change', { bubbles: true, composed: true }));
    await userEvent.click(start);
    const uploader = one<HTMLElementTagNameMap['vod-uploader']>(canvasElement, 'vod-uploader');
    await waitFor(() => expect(uploader.uploads[0]?.phase).toBe('ready'));
    await expect(uploader.uploads[0]?.report?.media?.title).toBe('Dawn');
  },
};

/** In a toolbar there is room for a button, and beside it for how all stand; the list opens behind it. */
export const AButtonAlone: Story = {
  parameters: code('<vod-uploader layout="button" multiple endpoint="/api/vod"></vod-uploader>'),
  render: (): TemplateResult => {
    const world = pageWorld({ bytesPerSecond: 4 * 1024 ** 2 });
    return html`<div style=${column}>
      <vod-uploader
        layout="button"
        multiple
        resume-mode="off"
        .backend=${world.calls}
        .store=${world.store}
      ></vod-uploader>
    </div>`;
  },
  play: async ({ canvasElement }) => {
    await button(canvasElement, 'Choose');
    await expect(within(canvasElement, 'vod-upload-drop').filter((zone) => zone.checkVisibility())).toHaveLength(0);
    choose(input(canvasElement), await filmFile('Trailer.mp4', 1));
    const uploader = one<HTMLElementTagNameMap['vod-uploader']>(canvasElement, 'vod-uploader');
    await waitFor(() => expect(uploader.uploads[0]?.phase).toBe('ready'));
  },
};
