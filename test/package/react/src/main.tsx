import { StrictMode, useState, type DetailedHTMLProps, type HTMLAttributes } from 'react';
import { createRoot } from 'react-dom/client';
import type { VodUploaderElement } from 'vod-uploader';
import 'vod-uploader/define';

interface Props extends HTMLAttributes<VodUploaderElement> {
  endpoint?: string;
  'onupload-success'?: (event: CustomEvent<{ upload: { videoId?: string } }>) => void;
}

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'vod-uploader': DetailedHTMLProps<Props, VodUploaderElement>;
    }
  }
}

function App() {
  const [videoId, setVideoId] = useState('');
  return (
    <>
      <vod-uploader endpoint="/api/vod" onupload-success={(event) => setVideoId(event.detail.upload.videoId ?? '')} />
      <output>{videoId}</output>
    </>
  );
}

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
