/** One emulated account for one test, spoken to over HTTP like everything else. */
export interface LogEntry {
  readonly service: 'oss' | 'vod' | 'backend';
  readonly op: string;
  readonly status: number;
  /** No answer was sent. */
  readonly cut?: boolean;
  readonly part?: number;
  readonly code?: string;
}

export interface StoredObject {
  readonly bucket: string;
  readonly key: string;
  readonly size: number;
  readonly sha256: string;
}

let count = 0;

export function createWorld() {
  const name = `t${Date.now().toString(36)}${(count += 1)}`;
  const base = `/__emulator/${name}`;
  const json = async <T>(path: string, method = 'GET', body?: unknown): Promise<T> => {
    const response = await fetch(`${base}/${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (response.status === 204 ? undefined : await response.json()) as T;
  };
  return {
    name,
    endpoint: `${base}/api/vod`,
    settings: (patch: object) => json('settings', 'PATCH', patch),
    fault: (fault: object) => json('faults', 'POST', fault),
    faults: () => json<readonly { hits: number }[]>('faults'),
    heal: () => json('faults', 'DELETE'),
    log: () => json<readonly LogEntry[]>('log'),
    objects: () => json<readonly StoredObject[]>('objects'),
    uploads: () => json<readonly { uploadId: string }[]>('uploads'),
    videos: () => json<readonly { videoId: string; title: string; fileName: string }[]>('videos'),
  };
}

export type World = ReturnType<typeof createWorld>;

/** Every distinct byte pattern that a test needs, cheap to make at any size. */
export function patterned(size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  for (let i = 0; i < size; i += 1) bytes[i] = (i * 31 + (i >> 8) * 7) & 255;
  return bytes;
}

export async function sha256(blob: Blob): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer()));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
