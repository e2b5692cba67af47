import type { Plugin } from 'vite';

/** Emits the worker's script as one file, `hash-worker.js`, and writes its URL where the source has that of itself. */
export function hashWorker(): Plugin;
