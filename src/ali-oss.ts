import type { OpenStore } from './engine/ports.js';
import { createAliOssStore as create, type AliOssStoreOptions } from './oss/ali-oss-store.js';
import { send } from './web/send.js';

export type { AliOssStoreOptions } from './oss/ali-oss-store.js';

/**
 * `vod-uploader/ali-oss`: an object store for those who want Alibaba's own client on the wire. Needs the peer `ali-oss`
 * 6.23.0, which is loaded with the first request.
 */
export const createAliOssStore = (options: Partial<AliOssStoreOptions> = {}): OpenStore => create({ send, ...options });
