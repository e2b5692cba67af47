import { once } from 'node:events';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { expect } from 'vitest';
import { partList } from '../emulator/wire.js';
import { bytesOf, etagOf, strict, useEmulator } from './strict.js';

useEmulator();

const body = bytesOf('bytes');

/** Would be somewhere else if anybody took them for paths of files, and are something else for a parser of URLs. */
for (const [key, status, refused] of [
  ['a/../../../../../../tmp/b', 404, []],
  ['../outin-other/x', 404, []],
  ['..', 405, ['Unknown MethodNotAllowed']],
  ['./x', 403, ['PutObject SignatureDoesNotMatch']],
  ['/etc/passwd', 400, ['PutObject InvalidObjectName']],
  ['\\x', 400, ['PutObject InvalidObjectName']],
  ['影'.repeat(342), 400, ['PutObject InvalidObjectName']],
] as const) {
  strict('F13', {
    which: `nothing is stored under the key ${JSON.stringify(key.slice(0, 40))}`,
    act: async ({ raw }) => expect(await raw('PUT', key, { body })).toBe(status),
    object: 'absent',
    requests: refused,
  });
}

for (const key of [
  'a\\..\\..\\b',
  '%2e%2e%2f%2e%2e%2fetc%2fpasswd',
  'C:\\x',
  'CON',
  '1',
  'a//b',
  'a\u0000b',
  'a\r\nb',
  'vod-uploader-emulator-1-x',
  '__proto__',
  'constructor',
  '🎬 影片 "x" <script>&amp;?#+%.mp4',
  'x'.repeat(1_023),
]) {
  strict('F13', {
    which: `the key ${JSON.stringify(key.slice(0, 40))} is a name and nothing else`,
    act: async ({ raw, world }) => {
      expect(await raw('PUT', key, { body })).toBe(200);
      expect(await raw('GET', key)).toBe(200);
      expect([...world.bucket.objects.keys()]).toEqual([key]);
    },
    object: body,
    requests: ['PutObject 200', 'GetObject 200'],
  });
}

const list = partList([[1, etagOf(body)]]);
const inRoot = (text: string): string => `<CompleteMultipartUpload>${text}</CompleteMultipartUpload>`;
const laughs = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('');
/** OSS takes less than this, the emulator 4 MiB. */
const LARGEST = 4 * 1024 ** 2 - 100;
const filled = (text: string): string => inRoot(text.repeat(Math.floor(LARGEST / text.length)));

for (const [which, xml] of [
  ['a billion laughs', `<!DOCTYPE x [<!ENTITY l0 "ha">${laughs}]>${inRoot('<Part>&l9;</Part>')}`],
  ['a file of the server', `<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>${inRoot('<Part>&f;</Part>')}`],
  ['4 MiB of parts that begin and never end', filled('<Part>')],
  ['4 MiB of parts that end and never begin', filled('</Part>')],
  ['4 MiB of numbers that never end', inRoot(`<Part>${'<PartNumber> '.repeat(LARGEST / 13)}</Part>`)],
  ['4 MiB of nothing', `${' '.repeat(LARGEST)}x`],
  ['400,000 levels', `${'<a>'.repeat(400_000)}${'</a>'.repeat(400_000)}`],
  ['more than 4 MiB of a good list', `${' '.repeat(4 * 1024 ** 2)}${list}`],
] as const) {
  strict('F13', {
    which: `${which}: refused at once, and the upload is as it was`,
    act: async ({ open, part, send, complete }) => {
      const uploadId = await open();
      await part(uploadId, 1, body);
      expect(await send('POST', { query: { uploadId }, body: xml })).toMatchObject({ code: 'MalformedXML' });
      expect(await complete(uploadId, [[1, etagOf(body)]])).toMatchObject({ status: 200 });
    },
    object: body,
    requests: [
      'InitiateMultipartUpload 200',
      'UploadPart 1 200',
      'CompleteMultipartUpload MalformedXML',
      'CompleteMultipartUpload 200',
    ],
  });
}

strict('F13', {
  which: 'there is no part 10,001, and none before the first',
  act: async ({ open, part }) => {
    const uploadId = await open();
    for (const n of [10_000, 10_001, 0]) await part(uploadId, n, body);
  },
  object: 'absent',
  requests: [
    'InitiateMultipartUpload 200',
    'UploadPart 10000 200',
    'UploadPart 10001 InvalidArgument',
    'UploadPart 0 InvalidArgument',
  ],
  unfinished: 1,
});

strict('F13', {
  which: 'nobody can connect but this machine to itself',
  act: async ({ running }) => {
    const others = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
    // All of 127.0.0.0/8 is this machine, so that there is one to try even where there is no network.
    const addresses = ['127.0.0.2', ...others.map(({ address }) => address)];
    for (const address of addresses.filter((each) => each !== '127.0.0.1')) {
      const socket = connect({ host: address, port: running.port });
      const heard = await Promise.race([once(socket, 'connect'), once(socket, 'error')]).catch((error: unknown) => [
        error,
      ]);
      socket.destroy();
      expect(heard, address).toMatchObject([{ code: expect.stringMatching(/^E[A-Z]+$/) as string }]);
    }
  },
  object: 'absent',
  requests: [],
});
