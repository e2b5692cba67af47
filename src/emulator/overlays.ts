import { ACTIONS } from '../vod/protocol.js';
import { ApiError } from './api-error.js';
import type { Reply } from './call.js';
import { layAt, readPath, type Step } from './overlay-path.js';

/** What an action is to answer in place of what it would. Plain JSON. */
export interface OverlayOrder {
  /** As in the log: `BatchGetMediaInfos`, `ims/GetUrlUploadInfos` … */
  readonly op: string;
  /** Only in the entry of this media, video or job; in the reply itself unless given. */
  readonly of?: string;
  /** By path from there: `MezzanineInfo.VideoStreamList[0].Fps`. Any JSON; `null` takes the field away. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** An order and what came of it. Plain JSON. */
export type Overlay = OverlayOrder & {
  readonly id: string;
  /** Replies that it was laid over. */
  hits: number;
};

const OPS: readonly string[] = [...ACTIONS, 'GetVideoInfo', 'GetPlayInfo'];
const IDS = ['MediaId', 'VideoId', 'JobId'];

/** Values that a test, or a curious person, has the replies hold: fields that nothing here would ever fill. */
export class Overlays {
  #all: Overlay[] = [];
  #count = 0;

  get list(): readonly Overlay[] {
    return this.#all;
  }

  /** Throws `TypeError` that says what to do when the order makes no sense. Later ones lie over earlier ones. */
  add(order: OverlayOrder): Overlay {
    checkOverlay(order);
    const overlay: Overlay = { ...order, id: String(++this.#count), hits: 0 };
    this.#all.push(overlay);
    return overlay;
  }

  remove(id: string): boolean {
    const before = this.#all.length;
    this.#all = this.#all.filter((known) => known.id !== id);
    return this.#all.length < before;
  }

  clear(): void {
    this.#all = [];
  }

  /** The reply with all that lies over it. Throws `ApiError` where a path leads through something of another kind. */
  over(op: string, reply: Reply): Reply {
    const orders = this.#all.filter((overlay) => overlay.op === op);
    if (orders.length === 0) return reply;
    const laid = structuredClone(reply) as Record<string, unknown>;
    // Found before anything is laid: an order may give an entry another id.
    const places = orders.map(({ of }) => (of === undefined ? [laid] : entriesOf(laid, of)));
    for (const [at, overlay] of orders.entries()) {
      for (const place of places[at]!) {
        for (const [path, value] of Object.entries(overlay.values)) {
          const wrong = layAt(place, readPath(path)!, value);
          if (wrong !== undefined)
            throw new ApiError(500, 'InternalError', `The overlay ${path} fits nowhere: ${wrong}.`);
        }
      }
      if (places[at]!.length > 0) overlay.hits += 1;
    }
    return laid;
  }
}

/** The reply itself, what is right in it, and what is in its lists. */
function entriesOf(reply: Record<string, unknown>, id: string): readonly Record<string, unknown>[] {
  const within = Object.values(reply).flatMap((value) => (Array.isArray(value) ? (value as unknown[]) : [value]));
  return [reply, ...within].filter(isRecord).filter((entry) => IDS.some((name) => entry[name] === id));
}

function checkOverlay(order: unknown): asserts order is OverlayOrder {
  if (!isRecord(order)) throw new TypeError('an overlay must be an object with op and values');
  const { op, of, values, ...others } = order;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw new TypeError(`an overlay takes no ${unknown}; it takes op, of and values`);
  if (typeof op !== 'string' || !OPS.includes(op))
    throw new TypeError(`an overlay's op must be one of ${OPS.join(', ')}`);
  if (of !== undefined && (typeof of !== 'string' || of === ''))
    throw new TypeError('of must be the id of a media or of a job, or absent');
  if (!isRecord(values) || Object.keys(values).length === 0)
    throw new TypeError('values must be an object of paths and what is to stand there');
  for (const [path, value] of Object.entries(values)) {
    const steps: readonly Step[] | undefined = readPath(path);
    if (steps === undefined) throw new TypeError(`no path ${path}; one is like PlayInfoList[0].Fps`);
    if (value === undefined) throw new TypeError(`${path} needs a value; null takes the field away`);
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
