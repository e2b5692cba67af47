/** What a backend's reply says, decoded the plain way: tests of the emulator must not trust the library's own decoder. */
export function decodeTicket(reply: Record<string, unknown>): {
  videoId: string;
  target: { endpoint: string; bucket: string; key: string };
  keys: { accessKeyId: string; accessKeySecret: string; stsToken: string };
  auth: Record<string, string>;
} {
  const json = (name: string): Record<string, string> =>
    JSON.parse(atob(String(reply[name]))) as Record<string, string>;
  const address = json('UploadAddress');
  const auth = json('UploadAuth');
  return {
    videoId: String(reply.VideoId),
    target: { endpoint: String(address.Endpoint), bucket: String(address.Bucket), key: String(address.FileName) },
    keys: {
      accessKeyId: String(auth.AccessKeyId),
      accessKeySecret: String(auth.AccessKeySecret),
      stsToken: String(auth.SecurityToken),
    },
    auth,
  };
}

/** Bytes that do not compress and are never twice the same. */
export function randomBytes(size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  for (let at = 0; at < size; at += 65_536) crypto.getRandomValues(bytes.subarray(at, Math.min(size, at + 65_536)));
  return bytes;
}
