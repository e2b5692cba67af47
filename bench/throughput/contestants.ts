/** Who uploads, and set to what. */
export interface Contestant {
  readonly name: string;
  /** Its file in bench/pages/throughput. */
  readonly page: string;
  readonly options: Readonly<Record<string, string | number>>;
  /** One of those that the best is the baseline of. */
  readonly rawParts?: boolean;
  /** Some 10 MiB/s: gets less to do when it has to be quick. */
  readonly slow?: boolean;
  readonly onlyInFull?: boolean;
}

const MIB = 1024 ** 2;

const raw = (mib: number, connections: number): Contestant => ({
  name: `raw parts, ${mib} MiB × ${connections}`,
  page: 'raw.ts',
  options: { partSize: mib * MIB, connections },
  rawParts: true,
  onlyInFull: !(connections === 5 && mib !== 16),
});

export const CONTESTANTS: readonly Contestant[] = [
  { name: 'one raw PUT', page: 'raw.ts', options: {} },
  ...[1, 8, 16].flatMap((mib) => [3, 5, 6].map((connections) => raw(mib, connections))),
  { name: 'vod-uploader, no checksums', page: 'ours.ts', options: { checksum: 'none' } },
  { name: 'vod-uploader', page: 'ours.ts', options: {} },
  { name: 'vod-uploader, ali-oss store', page: 'ours.ts', options: { store: 'ali-oss' } },
  { name: '<vod-uploader>', page: 'element.ts', options: {} },
  { name: 'ali-oss', page: 'ali-oss.mjs', options: {}, slow: true },
  { name: 'ali-oss, 8 MiB × 5', page: 'ali-oss.mjs', options: { parallel: 5, partSize: 8 * MIB }, slow: true },
  { name: 'aliyun-upload-vod', page: 'aliyun-upload-vod.mjs', options: {}, slow: true },
  { name: 'tus-js-client', page: 'tus.mjs', options: {} },
  { name: 'tus-js-client, 5 at once', page: 'tus.mjs', options: { parallelUploads: 5 }, onlyInFull: true },
  { name: 'Uppy aws-s3', page: 'uppy.mjs', options: {} },
];
