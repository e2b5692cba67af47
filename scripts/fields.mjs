// npm run docs: docs/fields.md, where each parameter and each field of the API's documents is in the library, out of the
// tables of test/fields, by which the tests ask for every one. A test compares the two.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
export const FIELDS = join(ROOT, 'docs/fields.md');

const TABLES = ['CreateUploadVideo', 'GetUploadDetails', 'BatchGetMediaInfos', 'GetURLUploadInfos'];
const ABOUT = {
  CreateUploadVideo:
    'Asked once for each file. The parameters are attributes of `<vod-uploader>` for all its files, keys of `.metadata` (an object, or a function of the file) for each; the reply is what `createVodBackend().create()` resolves to.',
  GetUploadDetails: 'Asked while a media is followed; the fields are in its `report`.',
  BatchGetMediaInfos: 'Asked while a media is followed; the fields are in its `report`.',
  GetURLUploadInfos: 'Asked while an import by URL is followed; the fields are in `importing.report` of its row.',
  'ims/GetUrlUploadInfos': 'With `service="ims"`; read into the same fields.',
};

const table = (name) => JSON.parse(readFileSync(join(ROOT, `test/fields/${name}.json`), 'utf8'));
const cell = (text = '') => text.replace(/\s+/g, ' ').replaceAll('|', '\\|').trim();
const code = (text) => (text ? `\`${text}\`` : '');
const line = (cells) => `| ${cells.join(' | ')} |`;
const rows = (heads, all) => [line(heads), line(heads.map(() => '---')), ...all.map(line), ''];

function section({ op, service, document, root, request, response }) {
  const isCreate = request.some(({ attribute }) => attribute);
  const at = (path) => code([root, path].filter(Boolean).join('.'));
  return [
    `## ${op}`,
    '',
    `${service}, ${document === 'no date' ? 'a document without a date' : `document of ${document}`}. ${ABOUT[op]}`,
    '',
    ...(isCreate
      ? rows(
          ['Parameter', 'Type', 'Attribute', '`.metadata`', ''],
          request.map((row) => [named(row), row.type, code(row.attribute), code(row.metadata), cell(row.note)]),
        )
      : rows(
          ['Parameter', 'Type', 'Sent by `createVodBackend()`', ''],
          request.map((row) => [named(row), row.type, code(`${row.by}()`), cell(row.note)]),
        )),
    ...rows(
      ['Field', 'Type', 'In the library', ''],
      response.map(({ path, type, place, reads, by, note }) => [
        code(path),
        type,
        (place === undefined ? Object.keys(reads) : [place]).map(by === undefined ? at : code).join(', '),
        cell([by === undefined ? '' : `Of \`createVodBackend().${by}()\`.`, note].filter(Boolean).join(' ')),
      ]),
    ),
  ];
}

const named = ({ name, required }) => code(name) + (required ? ' *' : '');

export async function fields() {
  const text = [
    '# Every field',
    '',
    '<!-- Written by `npm run docs` out of test/fields: change it there. -->',
    '',
    'Where each parameter and each field of the five documents is in this library. Each row is tested: the emulator is made',
    'to answer with a value of its own for that field, over its HTTP interface and through the backend kit, and the value is',
    'read where this page says; parameters are looked for in the emulator’s log. `*` marks what the service requires.',
    '',
    '`report` is what is known of a media: in an upload’s state (`element.uploads[0].report`,',
    '`uploader.state.uploads[0].report`), in `detail.upload` of `upload-ready`, on `<vod-media-status>` (`.report`, and',
    '`.media` for short) with `detail` of its `media-change`, and what `createVodBackend().report(ids)` resolves to, one for',
    'each id. `importing.report` is what is known of an import: in its row’s state, and what `reportImports(jobIds)` resolves',
    'to, one for each job. Links in both may be signed: nothing of it is stored or logged.',
    '',
    '```ts',
    "import { createVodBackend } from 'vod-uploader/core';",
    '',
    "const backend = createVodBackend({ endpoint: '/api/vod' });",
    'const { signal } = new AbortController();',
    "const [report] = await backend.report(['<media id>'], { signal });",
    'console.log(report?.status, report?.media?.source?.videoStreams[0]?.fps);',
    "const [lecture] = await backend.findByReference(['lecture-0007'], { signal });",
    'console.log(lecture?.id, lecture?.status);',
    '```',
    '',
    'Numbers are numbers and lists are lists, whatever the reply has; what it does not have, or has empty, is absent.',
    '',
    ...[...TABLES, 'ims.GetUrlUploadInfos'].map(table).flatMap(section),
  ].join('\n');
  return format(text, { ...(await resolveConfig(FIELDS)), parser: 'markdown' });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(FIELDS, await fields());
