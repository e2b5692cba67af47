import { FAULT_KINDS } from '../../src/emulator/fault-check.js';
import type { Fault } from '../../src/emulator/faults.js';
import { Content } from '../../src/emulator/storage.js';
import type { SettingsPatch } from '../../src/emulator/settings.js';
import type { VirtualPage, VirtualWorld } from '../support/virtual-world.js';
import type { Dice } from './dice.js';
import { randomFault } from './faults-at-random.js';
import type { Tally } from './tally.js';

const SETTINGS: Readonly<Record<string, SettingsPatch>> = {
  'listing refused': { listParts: 'deny' },
  'looking refused': { head: 'deny' },
  'CRC hidden': { expose: ['ETag', 'x-oss-request-id'] },
  'ETag hidden': { expose: ['x-oss-request-id'] },
  'no CORS': { cors: false },
  'tokens of 20 s': { tokenLifeMs: 20_000, expirationSeconds: 20 },
  'tokens that die early': { tokenLifeMs: 15_000 },
  'OSS 3 h ahead': { clockOffsetMs: 3 * 3_600_000 },
  'OSS 3 h behind': { clockOffsetMs: -3 * 3_600_000 },
};
const FAIR: SettingsPatch = {
  listParts: 'allow',
  head: 'allow',
  expose: ['ETag', 'x-oss-request-id', 'x-oss-hash-crc64ecma'],
  cors: true,
  tokenLifeMs: 3_600_000,
  expirationSeconds: 3600,
  clockOffsetMs: 0,
};

const GUSTS: Readonly<Record<string, (page: VirtualPage, dice: Dice) => void>> = {
  offline: ({ net }) => net.goOffline(),
  'offline, says the browser': ({ net, link }) => {
    net.goOffline();
    link.state = 'up';
  },
  down: ({ link }) => {
    link.state = 'down';
    link.cut();
  },
  dead: ({ link }) => void (link.state = 'dead'),
  cut: ({ link }) => link.cut(),
  slow: ({ link }, dice) => void (link.bytesPerSecond = dice.pick([5_000, 30_000, 200_000])),
  far: ({ link }, dice) => void (link.latencyMs = dice.pick([20, 300, 3_000])),
  'code lost': ({ code }) => void (code.comes = 'not'),
  'code stuck': ({ code }) => void (code.comes = 'never'),
  'sent twice': ({ link }) => void (link.resends = true),
  ...Object.fromEntries(
    ['UploadFail', 'ProduceFail', 'Blocked'].map((verdict) => [`VOD says ${verdict}`, says(verdict)]),
  ),
};

const REPORTS = /\/(GetUploadDetails|BatchGetMediaInfos)$/;

/** The emulator's VOD does not fail by itself. */
function says(verdict: string): (page: VirtualPage) => void {
  const tamper = async (answer: Response, url: URL): Promise<Response> => {
    if (!REPORTS.test(url.pathname)) return answer;
    const { status, headers } = answer;
    const text = await answer.text();
    return new Response(text.replace(/"Status":"(UploadSucc|Transcoding|Normal)"/g, `"Status":"${verdict}"`), {
      status,
      headers,
    });
  };
  return ({ link }) => void (link.tamper = (answer, { url }) => tamper(answer, url));
}

/** What a storm must have met, by the groups of its tally. */
export const WEATHER = {
  fault: FAULT_KINDS,
  'fault at': ['oss', 'vod', 'backend'],
  link: Object.keys(GUSTS),
  service: [...Object.keys(SETTINGS), 'all tokens expire', 'upload purged', 'object spoilt'],
  computer: ['sleep'],
} as const;

/** All that goes wrong between a page and what it talks to. */
export class Weather {
  #faults: Fault[] = [];
  /** Multipart uploads that the bucket has lost. */
  readonly purged = new Set<string>();
  /** VideoIds whose object somebody else overwrote. */
  readonly spoilt = new Set<string>();
  #spoilsNext = false;

  constructor(
    private readonly world: VirtualWorld,
    private readonly dice: Dice,
    private readonly tally: Tally,
    /** 0 to 1. */
    private readonly rough: number,
  ) {}

  /** Some time has passed. */
  turn(pages: readonly VirtualPage[]): void {
    const { dice, rough, world } = this;
    if (dice.chance(rough)) this.#fault();
    if (dice.chance(rough * 0.4)) this.#gust(dice.pick(pages));
    if (dice.chance(0.3)) calm(dice.pick(pages));
    if (dice.chance(rough * 0.2)) this.#service();
    if (dice.chance(0.15)) world.world.configure(FAIR);
    if (!dice.chance(rough * 0.04)) return;
    world.time.sleep(dice.pick([20_000, 600_000, 3 * 3_600_000]));
    this.tally.hit('computer', 'sleep');
  }

  /** An object is complete, and may be overwritten before its page looks at it. */
  sealed(videoId: string): void {
    if (!this.#spoilsNext) return;
    this.#spoilsNext = false;
    const { objects } = this.world.world.bucket;
    const object = objects.get(this.world.world.videos.find(videoId)?.key ?? '');
    if (object === undefined) return;
    objects.set(object.key, { ...object, content: new Content(object.content.pieces.slice(1)) });
    this.spoilt.add(videoId);
    this.tally.hit('service', 'object spoilt');
  }

  /** For good. */
  clear(pages: readonly VirtualPage[]): void {
    this.#spoilsNext = false;
    this.#collect();
    this.world.world.configure(FAIR);
    for (const page of pages) calm(page);
  }

  #fault(): void {
    const order = randomFault(this.dice);
    if (order !== undefined) this.#faults.push(this.world.fault(order));
    // Those that are used up only make every request slower.
    if (this.#faults.length > 20) this.#collect();
  }

  #gust(page: VirtualPage): void {
    const name = this.dice.pick(WEATHER.link);
    GUSTS[name]!(page, this.dice);
    this.tally.hit('link', name);
  }

  #service(): void {
    const { dice, tally } = this;
    const { world } = this.world;
    const name = dice.pick(WEATHER.service);
    if (name === 'object spoilt') {
      this.#spoilsNext = true;
      return;
    }
    if (name === 'all tokens expire') world.credentials.expireAll();
    else if (name === 'upload purged') {
      const upload = dice.maybe([...world.bucket.uploads.values()]);
      if (upload === undefined) return;
      this.purged.add(upload.id);
      void world.bucket.abort(upload.key, upload.id);
    } else world.configure(SETTINGS[name]!);
    tally.hit('service', name);
  }

  #collect(): void {
    for (const { id, what, hits, where } of this.#faults) {
      if (hits > 0) {
        this.tally.hit('fault', what, hits);
        this.tally.hit('fault at', where!.service!, hits);
      }
      this.world.world.faults.remove(id);
    }
    this.#faults = [];
  }
}

/** A line that is good, but not so quick that nobody could say a word. */
export function calm({ link, net, code }: VirtualPage): void {
  code.comes = 'at once';
  link.bytesPerSecond = 100_000;
  link.latencyMs = 40;
  link.resends = false;
  link.tamper = (answer) => answer;
  net.goOnline();
}
