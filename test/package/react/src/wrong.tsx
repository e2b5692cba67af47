/** What the types must not take. Compiled, never loaded. */
export const wrong = [
  // @ts-expect-error a number is no URL
  <vod-uploader endpoint={1} />,
  // @ts-expect-error there is no such text
  <vod-uploader text={{ 'choose-vid': 'Choose' }} />,
  // @ts-expect-error this event has no such detail
  <vod-uploader onupload-success={({ detail }) => detail.nothing} />,
];

export const right = (
  <vod-uploader multiple max-file-size="2GB" onupload-ready={({ detail }) => detail.upload.report?.media}>
    <vod-upload-list />
  </vod-uploader>
);
