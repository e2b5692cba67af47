import { LIMITS } from '../vod/protocol-limits.js';
import { Refusal } from './refusal.js';

/**
 * `UserData` of a new media as JSON: the server's own with the page's `Extend`. Nothing else of the page passes, because
 * `MessageCallback` would let a visitor say where VOD posts its events.
 */
export function buildUserData(
  own: Readonly<Record<string, unknown>> | undefined,
  fromPage: unknown,
): string | undefined {
  const extend = readExtend(fromPage);
  if (own === undefined && extend === undefined) return undefined;
  const merged = { ...own };
  if (isRecord(extend) && isRecord(own?.['Extend'])) merged['Extend'] = { ...extend, ...own['Extend'] };
  else if (own?.['Extend'] === undefined && extend !== undefined) merged['Extend'] = extend;
  return JSON.stringify(merged);
}

function readExtend(fromPage: unknown): unknown {
  if (fromPage === undefined || fromPage === null || fromPage === '') return undefined;
  const userData = typeof fromPage === 'string' ? parse(fromPage) : fromPage;
  if (!isRecord(userData)) throw new Refusal(400, 'InvalidParameter', 'UserData is not a JSON object.');
  const extend = userData['Extend'];
  if (extend === undefined || extend === null) return undefined;
  const bytes = new TextEncoder().encode(JSON.stringify(extend)).length;
  if (bytes > LIMITS.extendBytes) {
    throw new Refusal(400, 'LengthExceededMax', `UserData.Extend has more than ${LIMITS.extendBytes} bytes.`);
  }
  return extend;
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
