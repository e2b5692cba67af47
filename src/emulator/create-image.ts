import { apiError } from './api-error.js';
import type { Call, Reply } from './call.js';
import { checkTags, checkText, ticket } from './create-upload.js';
import { randomHex } from './random.js';
import { objectAddress } from './world.js';

const TYPES = ['default', 'cover'];
const EXTENSIONS = ['png', 'jpg', 'jpeg', 'gif'];

/** An image's address and the credentials to send it there. There is no renewal: another call makes another image. */
export function createUploadImage(call: Call): Reply {
  const { world, params, endpoint } = call;
  const { ImageType: type, ImageExt: extension = 'png' } = params;
  if (type === undefined || type === '') throw apiError('MissingParameter', 'ImageType');
  if (!TYPES.includes(type)) throw apiError('InvalidParameter', 'ImageType');
  if (!EXTENSIONS.includes(extension.toLowerCase())) throw apiError('InvalidParameter', 'ImageExt');
  checkText(params.Title, 'Title', 128);
  checkText(params.Description, 'Description', 1024);
  checkTags(params.Tags);
  const key = `image/${type}/${randomHex(8)}.${extension.toLowerCase()}`;
  const address = objectAddress(endpoint, world.bucket.name, key);
  return { ImageId: randomHex(16), ImageURL: address, FileURL: address, ...ticket(call, { key }) };
}
