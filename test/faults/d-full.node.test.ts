import { expect, it } from 'vitest';
import { createEmulator } from '../../src/emulator/emulator.js';
import { gather, memoryStorage, type Storage } from '../../src/emulator/storage.js';
import { upload } from '../emulator/wire.js';
import { named } from './catalogue.js';
import { bytesOf, etagOf, PART } from './strict.js';

const a = bytesOf('a', PART);

it.each(['ENOSPC', 'EDQUOT'])(named('D5', 'the emulator has no room for a part (%s) and says so'), async (code) => {
  const memory = memoryStorage();
  let room = true;
  const storage: Storage = {
    ...memory,
    write: async (chunks) => {
      if (room) return memory.write(chunks);
      throw Object.assign(new Error(`${code}: write`), { code });
    },
  };
  const emulator = createEmulator({ storage });
  const host = { ...emulator, url: 'http://127.0.0.1' };
  const { open, part, complete, world } = await upload(host, 'full');
  const uploadId = await open();
  room = false;
  expect(await part(uploadId, 1, a)).toMatchObject({ status: 507, code: 'InsufficientStorage' });
  expect([...world.bucket.uploads.values()].map(({ parts }) => parts.size)).toEqual([0]);
  room = true;
  expect(await part(uploadId, 1, a)).toMatchObject({ status: 200 });
  expect(await complete(uploadId, [[1, etagOf(a)]])).toMatchObject({ status: 200 });
  const [object] = world.bucket.objects.values();
  expect(await gather(object!.content.read(), PART)).toEqual(a);
  expect(world.log.entries.map(({ op, status }) => `${op} ${status}`).slice(1)).toEqual([
    'InitiateMultipartUpload 200',
    'UploadPart 507',
    'UploadPart 200',
    'CompleteMultipartUpload 200',
  ]);
});
