import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import type { Category } from '../src/elements/category.js';
import { UploadError } from '../src/engine/error.js';
import type { UploadState } from '../src/engine/state.js';
import { FakeUploader } from '../test/support/fake-uploader.js';
import { uploadAt } from '../test/support/upload-states.js';
import '../src/define.js';

interface Args {
  uploads: readonly UploadState[];
  categories: readonly Category[];
}

const CATEGORIES: readonly Category[] = [
  {
    id: 1,
    name: 'Films',
    children: [
      { id: 11, name: 'Short films' },
      { id: 12, name: 'Documentaries' },
    ],
  },
  { id: 2, name: 'Lectures' },
];

/** What VOD is told of a file, written before it starts: `<vod-uploader details>`. */
const meta: Meta<Args> = {
  title: 'Elements/vod-upload-details',
  component: 'vod-upload-details',
  args: { categories: CATEGORIES },
  render: ({ uploads, categories }): TemplateResult => html`
    <vod-uploader
      style="max-inline-size: 680px; margin-inline: auto"
      details
      multiple
      .categories=${categories}
      .uploader=${new FakeUploader(uploads)}
    ></vod-uploader>
  `,
};
export default meta;
type Story = StoryObj<Args>;

const waiting = uploadAt({ phase: 'validated', title: 'Harbour at dawn' });
const described = {
  page: { tags: ['harbour'], cateId: 12 },
  person: {
    title: 'Harbour at dawn, seen from the old lighthouse',
    description: 'One take, no sound.\nFilmed on the longest day of the year.',
    tags: ['harbour', 'sea', 'time lapse', 'Nordsee'],
  },
};

/** One file: the form is open. */
export const Empty: Story = { args: { uploads: [waiting] } };

export const Filled: Story = { args: { uploads: [{ ...waiting, described }] } };

/** Without a list of categories there is nothing to choose. */
export const WithoutCategories: Story = { args: { uploads: [{ ...waiting, described }], categories: [] } };

/** Said at the field as one types, before anybody is asked. */
export const Wrong: Story = {
  args: {
    uploads: [
      {
        ...waiting,
        described: {
          person: {
            title: `Harbour at dawn 🎬 and so on`,
            description: 'x'.repeat(1030),
            tags: [
              ...Array.from({ length: 16 }, (_, n) => `tag ${n + 1}`),
              'a tag that is a good deal too long for VOD',
            ],
          },
        },
      },
    ],
  },
};

const refused = new UploadError('title-too-long', 'VOD refused the title: 400 LengthExceededMax', {
  field: 'title',
  serviceCode: 'LengthExceededMax',
  values: { most: 128 },
});

/** The service counts otherwise: its word is shown at the field too. */
export const RefusedByTheService: Story = {
  args: {
    uploads: [
      uploadAt({
        ...waiting,
        described: { person: { title: '日'.repeat(100) } },
        phase: 'failed',
        from: 'queued',
        error: refused,
      }),
    ],
  },
};

/** What the page itself got wrong is no field of the form: the row names the parameter. */
export const RefusedForThePage: Story = {
  args: {
    uploads: [
      uploadAt({
        ...waiting,
        phase: 'failed',
        from: 'queued',
        error: new UploadError('parameter-refused', 'VOD refused the TemplateGroupId', {
          field: 'templateGroupId',
          serviceCode: 'InvalidTemplateGroupId.NotFound',
          values: { parameter: 'TemplateGroupId' },
        }),
      }),
    ],
  },
};

/** Several files: each form is shut until it is asked for. */
export const ManyRows: Story = {
  args: {
    uploads: [
      uploadAt({ ...waiting, id: 'a', described }),
      uploadAt({
        ...waiting,
        id: 'b',
        name: 'Interview with Ada (camera 2).mov',
        title: 'Interview with Ada (camera 2)',
      }),
      uploadAt({
        ...waiting,
        id: 'c',
        name: 'Trailer.mp4',
        described: { person: { title: 'x'.repeat(140) } },
      }),
      uploadAt({ id: 'd', name: 'Drone.mkv', phase: 'uploading', sent: 90_000_000, title: 'Drone' }),
    ],
  },
};
