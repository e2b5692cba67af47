/** The backend kit: runs wherever there are `Request`, `Response` and `fetch`'s streams. Keys stay here. */
export { VodApiError, type Params, type Service, type VodClient } from './client.js';
export { createVodHandler } from './handler.js';
export { memoryIdempotencyStore, type IdempotencyStore, type RememberedCreate } from './idempotency.js';
export type { CorsOptions, VodHandlerOptions } from './options.js';
export { redact } from './redact.js';
export { ACTIONS, type Action, type CreateUploadVideoRequest } from '../vod/protocol.js';
