import type { Action } from '../vod/protocol.js';
import type { Params } from './client.js';
import type { VodHandlerOptions } from './options.js';
import { Refusal } from './refusal.js';

/** What is left to ask for, and the ids that this user may not ask for. */
interface Allowed {
  readonly params: Params;
  readonly forbidden: readonly string[];
}

/** Holds the ids that `params` names against `owns`. Throws when nothing may be asked. */
export async function checkOwnership<User>(
  owns: NonNullable<VodHandlerOptions<User>['owns']>,
  user: User,
  action: Action,
  params: Params,
): Promise<Allowed> {
  if (action === 'CreateUploadVideo' || owns === 'any') return { params, forbidden: [] };
  if ('ReferenceIds' in params) {
    throw new Refusal(
      403,
      'Forbidden',
      "ReferenceIds cannot be held against owns: ask by MediaIds, or set owns: 'any'.",
    );
  }
  if ('VideoId' in params) {
    if (await owns(user, String(params['VideoId']), action)) return { params, forbidden: [] };
    throw new Refusal(403, 'Forbidden.NotOwner', 'This media belongs to someone else.');
  }
  const ids = String(params['MediaIds']).split(',');
  const answers = await Promise.all(ids.map(async (id) => owns(user, id, action)));
  const own = ids.filter((_, index) => answers[index]);
  const others = Object.fromEntries(Object.entries(params).filter(([name]) => name !== 'MediaIds'));
  return {
    params: own.length > 0 ? { ...others, MediaIds: own.join(',') } : others,
    forbidden: ids.filter((_, index) => !answers[index]),
  };
}
