import { VodUploaderElement } from '../src/define.js';
import type { UploadDetail } from '../src/index.js';

const EVENTS = [
  'file-add',
  'file-reject',
  'upload-created',
  'upload-start',
  'upload-progress',
  'upload-waiting',
  'upload-paused',
  'upload-resumed',
  'upload-success',
  'upload-ready',
  'upload-error',
  'upload-cancel',
] as const;
const MOST_LINES = 200;

const uploader = document.querySelector('vod-uploader');
const log = document.querySelector('#log');
const count = document.querySelector('#count');
if (!(uploader instanceof VodUploaderElement) || log === null || count === null)
  throw new Error('The demo page is incomplete');

const store = new URLSearchParams(location.search).get('store');
if (store === 'native' || store === 'ali-oss') uploader.store = store;

let events = 0;
for (const type of EVENTS) {
  uploader.addEventListener(type, ({ detail }) => {
    events += 1;
    count.textContent = String(events);
    log.prepend(line(type, detail.upload));
    while (log.childElementCount > MOST_LINES) log.lastElementChild?.remove();
  });
}

function line(type: string, upload: UploadDetail): HTMLLIElement {
  const item = document.createElement('li');
  const what = document.createElement('b');
  const about = document.createElement('span');
  what.textContent = type;
  const facts = [upload.name, `${upload.sent} / ${upload.total}`, upload.videoId, upload.reason, upload.error?.code];
  about.textContent = facts.filter((fact) => fact !== undefined).join('  ');
  item.append(what, about);
  return item;
}

for (const choice of document.querySelectorAll<HTMLInputElement>('[name=theme]')) {
  choice.addEventListener('change', () => {
    document.documentElement.style.colorScheme = choice.value;
  });
}
