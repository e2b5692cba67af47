/**
 * The part of the composition that nothing needs before an upload runs, in one piece: the engine's runs, and what they
 * speak to a backend and to a bucket with. `create-uploader.ts` loads it when a person shows intent, or an upload begins.
 */
export { connect, reach } from './connection.js';
export { discard, throwAway } from './engine/clean-up.js';
export { sendCover } from './engine/cover.js';
export { Inheritance } from './engine/inheritance.js';
export { createPatientCheckpoints } from './engine/patient-checkpoints.js';
export { run } from './engine/pipeline.js';
export { looksOf } from './looks.js';
export { createHasher } from './web/hasher.js';
export { inspect, preloadInspect } from './web/late-inspect.js';
export { lock } from './web/locks.js';
export { createMemoryCheckpoints } from './web/memory-checkpoints.js';
export { openHandle } from './web/open-handle.js';
export { relay } from './web/relay.js';
export { send } from './web/send.js';
