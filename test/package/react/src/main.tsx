import { StrictMode } from 'react';
import { createRoot, hydrateRoot } from 'react-dom/client';
import { LectureForm } from './LectureForm';

const root = document.getElementById('root')!;
const app = (
  <StrictMode>
    <LectureForm />
  </StrictMode>
);
if (root.hasChildNodes()) hydrateRoot(root, app);
else createRoot(root).render(app);
