import { events } from '../../../lib/vod';

export const POST = (request: Request): Promise<Response> => events(request);
