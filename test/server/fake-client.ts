import type { Params, VodClient } from '../../src/server/client.js';

export interface Called {
  readonly service: string;
  readonly action: string;
  readonly params: Params;
}

type Answer = (called: Called) => Record<string, unknown> | Promise<Record<string, unknown>>;

/** A service whose replies the test gives, and that remembers what it was asked. */
export function fakeClient(answer: Answer): { calls: Called[]; client: VodClient } {
  const calls: Called[] = [];
  return {
    calls,
    client: {
      call: async (service, action, params) => {
        const called = { service, action, params };
        calls.push(called);
        return answer(called);
      },
    },
  };
}

/** Numbers its medias, so that a test sees how many were made. */
export function countingAnswer(): Answer {
  let count = 0;
  return ({ action, params }) =>
    action === 'CreateUploadVideo'
      ? { RequestId: 'r', VideoId: `video${++count}`, UploadAddress: 'address', UploadAuth: 'auth' }
      : { RequestId: 'r', asked: params };
}

export const post = (action: string, body: unknown = {}, headers: Record<string, string> = {}): Request =>
  new Request(`https://shop.example/api/vod/${action}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

export const CREATE = { Title: 'Clip', FileName: 'clip.mp4' };

export async function read(response: Response): Promise<Record<string, unknown>> {
  return (await response.json()) as Record<string, unknown>;
}
