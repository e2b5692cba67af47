import { VodUploaderElement } from '../src/define.js';

/** All that the page remembers; a real one asks its backend whose videos these are. */
const KEY = 'vod-uploader demo: videos';
const MOST = 50;

const uploader = document.querySelector('vod-uploader');
const shelf = document.querySelector('.shelf');
if (!(uploader instanceof VodUploaderElement) || shelf === null) throw new Error('The demo page is incomplete');

uploader.categories = [
  { id: 1, name: 'Films', children: [{ id: 11, name: 'Short films' }] },
  { id: 2, name: 'Lectures' },
];

const read = (): readonly string[] => {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(stored) ? stored.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
};

const show = (id: string): void => {
  const status = Object.assign(document.createElement('vod-media-status'), { endpoint: '/api/vod', mediaId: id });
  const item = document.createElement('li');
  item.append(status);
  shelf.prepend(item);
  shelf.closest('section')!.hidden = false;
};

for (const id of read()) show(id);
uploader.addEventListener('upload-success', ({ detail: { upload } }) => {
  if (upload.videoId === undefined || read().includes(upload.videoId)) return;
  localStorage.setItem(KEY, JSON.stringify([...read(), upload.videoId].slice(-MOST)));
  show(upload.videoId);
});
