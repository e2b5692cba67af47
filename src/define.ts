/** `vod-uploader/define`: registers every element; the package's only side effect. */
import { createVodUploader, type VodUploaderOptions } from './create-uploader.js';
import { registerElements } from './elements/register.js';

// Attributes are words; `createVodUploader` checks what it is given.
registerElements((options) => createVodUploader(options as VodUploaderOptions));

export * from './index.js';
