/** The backend kit: runs wherever there are `Request`, `Response` and `fetch`'s streams. Keys stay here. */
export { VodApiError, type Params, type Service, type VodClient } from './client.js';
export { createEventHandler, readEvent, type EventHandlerOptions, type VodEvent } from './events.js';
export { createFetchClient, type FetchClientOptions } from './fetch-client.js';
export { createVodHandler } from './handler.js';
export { memoryIdempotencyStore, type IdempotencyStore, type RememberedCreate } from './idempotency.js';
export type { CorsOptions, ImportedJob, VodHandlerOptions } from './options.js';
export { RATE_LIMITS, type RateLimits } from './rate-limit.js';
export { redact } from './redact.js';
export { ACTIONS, DELETING_ACTIONS, type Action, type CreateUploadVideoRequest } from '../vod/protocol.js';
