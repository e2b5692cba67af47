import { bootstrapApplication } from '@angular/platform-browser';
import { LectureForm } from './lecture-form';
import { OptionalForm } from './optional-form';

const root = location.search === '?optional' ? OptionalForm : LectureForm;
bootstrapApplication(root).catch((error: unknown) => console.error(error));
