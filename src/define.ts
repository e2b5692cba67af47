/** `vod-uploader/define`: registers every element; the package's only side effect. */
import { createVodUploader } from './create-uploader.js';
import { diagnose } from './diagnose.js';
import { registerElements } from './elements/register.js';

// Attributes are words; the element reads them.
registerElements((options) => createVodUploader(options), diagnose);

export * from './index.js';
