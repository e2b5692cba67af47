import { renderToString } from 'react-dom/server';
import { LectureForm } from './LectureForm';

/** What a server puts into the page. */
export const html = renderToString(<LectureForm />);
