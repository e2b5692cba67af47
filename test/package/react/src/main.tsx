import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { LectureForm } from './LectureForm';

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <LectureForm />
  </StrictMode>,
);
