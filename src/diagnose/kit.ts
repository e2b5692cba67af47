import type { Connection } from '../connection.js';
import type { Ports } from '../engine/ports.js';
import type { Send } from '../engine/send-port.js';

/** What an uploader works with, as far as it is examined. */
export interface Kit extends Pick<Ports, 'backend' | 'clock' | 'network'> {
  readonly send: Send;
  /** As it is now. */
  readonly connection: () => Connection;
}
