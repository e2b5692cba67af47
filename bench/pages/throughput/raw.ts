import type { Job, Send } from './job.js';

/** What a page without any library would write at least. Resolves to the ETag. */
function put(url: string, body: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    xhr.open('PUT', url);
    xhr.onload = () => {
      if (xhr.status === 200) resolve(xhr.getResponseHeader('etag') ?? '');
      else reject(new Error(`${url}: ${xhr.status}`));
    };
    xhr.onerror = () => reject(new Error(`${url}: network`));
    xhr.send(body);
  });
}

async function ask(url: string, body = ''): Promise<string> {
  const response = await fetch(url, { method: 'POST', body });
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.text();
}

/** `connections` at a time take slices of `partSize` bytes; 0 means one request for the whole file. */
const send: Send = async (file, { origin, key, options }: Job) => {
  const url = `${origin}/${key}`;
  const { partSize = 0, connections = 1 } = options as { partSize?: number; connections?: number };
  if (partSize === 0) return put(url, file);
  const uploadId = /<UploadId>(.*?)<\/UploadId>/.exec(await ask(`${url}?uploads`))?.[1] ?? '';
  const etags: string[] = Array.from({ length: Math.ceil(file.size / partSize) }, () => '');
  const waiting = [...etags.keys()].values();
  const worker = async (): Promise<void> => {
    for (const at of waiting) {
      const slice = file.slice(at * partSize, (at + 1) * partSize);
      etags[at] = await put(`${url}?partNumber=${at + 1}&uploadId=${uploadId}`, slice);
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  const parts = etags.map((etag, at) => `<Part><PartNumber>${at + 1}</PartNumber><ETag>${etag}</ETag></Part>`);
  const list = `<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`;
  return ask(`${url}?uploadId=${uploadId}`, list);
};

Object.assign(globalThis, { send });
