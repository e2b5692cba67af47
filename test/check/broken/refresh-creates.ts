import { actionIn, type Broken } from '../spoil.js';

/** One function for both. */
export default {
  spoil: (good) => async (request) => {
    if (actionIn(request) !== 'RefreshUploadVideo' || request.method !== 'POST') return good(request);
    const asked = (await request.clone().json()) as { VideoId?: string };
    if (!asked.VideoId?.replaceAll('0', '')) return good(request);
    const url = request.url.replace('Refresh', 'Create');
    const body = JSON.stringify({ Title: 'again', FileName: 'again.mp4' });
    return good(new Request(url, { method: 'POST', headers: request.headers, body }));
  },
  fails: ['RefreshUploadVideo: media', 'RefreshUploadVideo: target', 'Sessions: somebody else'],
  says: /is for another VideoId/,
} satisfies Broken;
