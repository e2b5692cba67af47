import { vod } from '../../../../lib/vod';

// A route exports methods and nothing else. A page of another origin needs `OPTIONS` too, and the kit's `cors`.
export const POST = (request: Request): Promise<Response> => vod(request);
