import { utf8 } from '../oss/hmac.js';
import type { Service } from '../server/client.js';
import type { World } from './world.js';

/** An action whose sender has been proved. */
export interface Call {
  readonly world: World;
  readonly service: Service;
  /** As sent: every value is text. */
  readonly params: Readonly<Record<string, string>>;
  /** Where OSS is for this caller, with scheme, without bucket. */
  readonly endpoint: string;
  readonly peer: string;
  readonly deviceModel: string;
}

/** Without RequestId, which the caller of the action adds. */
export type Reply = Readonly<Record<string, unknown>>;

/** `yyyy-MM-ddTHH:mm:ssZ`, UTC. */
export const isoSeconds = (time: number): string => `${new Date(time).toISOString().slice(0, 19)}Z`;

/** Base64 of the value's JSON in UTF-8. */
export const json64 = (value: unknown): string =>
  btoa(Array.from(utf8(JSON.stringify(value)), (byte) => String.fromCharCode(byte)).join(''));
