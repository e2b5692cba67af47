import { isOver } from '../../src/engine/state.js';
import type { VirtualPage } from '../support/virtual-world.js';
import type { Film } from './shelf.js';
import type { Person } from './person.js';

const PART = 102_400;
/** As many pages as one browser has open at a time. */
const MOST_PAGES = 2;

/** Says what was done, undefined when there was nothing to do it with. */
type Command = (person: Person, page: VirtualPage) => string | undefined | Promise<string | undefined>;

const any = ({ dice }: Person, page: VirtualPage) => dice.maybe(page.uploader.state.uploads);

const COMMANDS: readonly (readonly [weight: number, Command])[] = [
  [
    6,
    ({ dice }, page) => {
      const upload = dice.maybe(
        page.uploader.state.uploads.filter(({ phase }) =>
          ['queued', 'authorized', 'uploading', 'waiting'].includes(phase),
        ),
      );
      if (upload === undefined) return undefined;
      page.uploader.pause(upload.id);
      return 'pause';
    },
  ],
  [
    1,
    (_, { uploader }) => {
      uploader.pause();
      return 'pause all';
    },
  ],
  [
    6,
    ({ dice }, page) => {
      const upload = dice.maybe(
        page.uploader.state.uploads.filter(({ phase }) => ['paused', 'waiting'].includes(phase)),
      );
      if (upload === undefined) return undefined;
      page.uploader.resume(upload.id);
      return 'resume';
    },
  ],
  [
    3,
    (_, { uploader }) => {
      uploader.resume();
      return 'resume all';
    },
  ],
  [
    3,
    (_, { uploader }) => {
      uploader.start();
      return 'start all';
    },
  ],
  [
    4,
    ({ dice }, page) => {
      const upload = dice.maybe(page.uploader.state.uploads.filter(({ phase }) => phase === 'failed'));
      if (upload === undefined) return undefined;
      page.uploader.retry(upload.id);
      return 'retry';
    },
  ],
  [
    2,
    (person, page) => {
      const upload = any(person, page);
      if (upload === undefined || isOver(upload)) return undefined;
      page.uploader.cancel(upload.id);
      return 'cancel';
    },
  ],
  [
    2,
    (person, page) => {
      const upload = any(person, page);
      if (upload === undefined) return undefined;
      person.ledger.removed(page, upload);
      page.uploader.removeUpload(upload.id);
      return 'remove';
    },
  ],
  [
    4,
    (person, page) => {
      const upload = any(person, page);
      if (upload === undefined) return undefined;
      return `give again, ${person.give(page, person.film(upload))}`;
    },
  ],
  [
    2,
    (person, page) => {
      const upload = any(person, page);
      if (upload === undefined) return undefined;
      const { bytes, pick } = person.film(upload);
      // Another file of the same name and size; one that looks like a film that is waited for is taken for that.
      const other = bytes.slice();
      other[0]! ^= 0xff;
      if (!page.uploader.state.uploads.some(({ name, phase }) => name === upload.name && phase === 'waiting'))
        return undefined;
      const { added } = page.uploader.addFiles([pick({ bytes: other })]);
      // Not one of the films that the judge knows.
      for (const { id } of added) page.uploader.removeUpload(id);
      return added.length > 0 ? undefined : 'give another file';
    },
  ],
  [
    2,
    async (person, page) => {
      person.crash(page);
      if (person.pages.length > 0) return 'crash, other page lives';
      await person.openPage().uploader.restore();
      return 'crash';
    },
  ],
  [
    2,
    async (person) => {
      if (person.pages.length >= MOST_PAGES) return undefined;
      await person.openPage().uploader.restore();
      return 'open a second page';
    },
  ],
  [
    1,
    (person, page) => {
      if (person.pages.length < 2) return undefined;
      const elsewhere = person.pages.find((other) => other !== page)!;
      const upload = any(person, elsewhere);
      if (upload === undefined) return undefined;
      return `give what the other page has, ${person.give(page, person.film(upload))}`;
    },
  ],
  [
    1,
    async (_, { uploader, code }) => {
      // Without the code for it nothing is known of what is left, and nobody asks.
      if (code.comes !== 'at once') return undefined;
      const left = await uploader.listResumable();
      if (left.length === 0) return undefined;
      await uploader.restore();
      return 'restore';
    },
  ],
  [
    0.3,
    async ({ dice, ledger }, page) => {
      const { uploader, code } = page;
      if (code.comes !== 'at once') return undefined;
      const left = [
        ...(await uploader.listResumable()),
        ...uploader.state.uploads.filter(({ inherited }) => inherited),
      ];
      const one = dice.maybe(left);
      if (one === undefined) return undefined;
      ledger.removed(page, one);
      await uploader.discardResumable(one.id);
      return 'discard a leftover';
    },
  ],
  [
    2,
    ({ dice }, { uploader }) => {
      uploader.configure({
        maxConcurrentUploads: dice.pick([1, 2, 4]),
        maxConnections: dice.pick([1, 2, 6]),
        partSize: dice.pick([PART, PART + 1, 150_000]),
      });
      return 'configure';
    },
  ],
  [
    1,
    ({ profile, diskFills }) => {
      if (!diskFills) return undefined;
      profile.full = !profile.full;
      return profile.full ? 'storage full' : 'storage has room';
    },
  ],
];

const WEIGHT = COMMANDS.reduce((sum, [weight]) => sum + weight, 0);

/** Names for the tally. */
export const DEEDS = [
  'pause',
  'pause all',
  'resume',
  'resume all',
  'start all',
  'retry',
  'cancel',
  'remove',
  'give',
  'give again, added',
  'give again, rejected',
  'give again, taken',
  'give another file',
  'crash',
  'crash, other page lives',
  'open a second page',
  'give what the other page has, added',
  'restore',
  'discard a leftover',
  'configure',
  'storage full',
  'storage has room',
];

/** A person does something, whatever comes to mind. */
export async function act(person: Person): Promise<string | undefined> {
  const { dice } = person;
  const page = dice.pick(person.pages);
  let at = dice.next() * WEIGHT;
  const [, command] = COMMANDS.find(([weight]) => (at -= weight) < 0)!;
  return command(person, page);
}

/** What a patient person does when the sky is clear: whatever the page asks for. */
export async function finish(person: Person): Promise<void> {
  person.profile.full = false;
  for (const page of person.pages) {
    const { uploader } = page;
    await uploader.restore();
    uploader.retry();
    uploader.resume();
    uploader.start();
    for (const upload of uploader.state.uploads) {
      if (upload.phase === 'failed' && !upload.error.retryable) uploader.cancel(upload.id);
      if (upload.phase === 'waiting' && ['file-needed', 'permission'].includes(upload.reason)) {
        person.give(page, person.film(upload) satisfies Film);
      }
    }
  }
}
