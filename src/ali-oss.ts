/** `vod-uploader/ali-oss`: the object store for those who want Alibaba's own client on the wire; needs the peer `ali-oss`. */
export { createAliOssStore, type AliOssStoreOptions } from './oss/ali-oss-store.js';
