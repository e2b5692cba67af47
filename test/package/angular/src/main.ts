import { bootstrapApplication } from '@angular/platform-browser';
import { LectureForm } from './lecture-form';

bootstrapApplication(LectureForm).catch((error: unknown) => console.error(error));
