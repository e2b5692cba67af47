/** A page with one product, ready to take a file. */
export interface Contestant {
  readonly name: string;
  /** Its file in bench/pages/first-load. */
  readonly page: string;
  /** Inside `<body>`. */
  readonly body: string;
  /** With something to click and drop upon; the others have a bare file input and leave the rest to the page. */
  readonly hasInterface: boolean;
}

const INPUT = '<input type="file">';

const bare = (name: string, page: string): Contestant => ({ name, page, body: INPUT, hasInterface: false });

const complete = (name: string, page: string, body = ''): Contestant => ({ name, page, body, hasInterface: true });

const OURS = '<vod-uploader endpoint="/api/vod"></vod-uploader>';

export const CONTESTANTS: readonly Contestant[] = [
  complete('<vod-uploader>, in a bundle', 'define.mjs', OURS),
  complete('<vod-uploader>, one file (cdn)', 'cdn.mjs', OURS),
  complete('mux-uploader', 'mux-uploader.mjs', '<mux-uploader endpoint="/put"></mux-uploader>'),
  complete('vaadin-upload', 'vaadin-upload.mjs', '<vaadin-upload target="/put"></vaadin-upload>'),
  complete('FilePond', 'filepond.mjs', INPUT),
  complete('Uppy Dashboard + aws-s3', 'uppy-dashboard.mjs'),
  bare('vod-uploader/core', 'core.mjs'),
  bare('tus-js-client', 'tus.mjs'),
  bare('Uppy core + aws-s3', 'uppy-core.mjs'),
  bare('ali-oss', 'ali-oss.mjs'),
  bare('aliyun-upload-vod + ali-oss', 'aliyun-upload-vod.mjs'),
];
