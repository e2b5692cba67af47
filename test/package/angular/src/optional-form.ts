import { Component, CUSTOM_ELEMENTS_SCHEMA } from '@angular/core';
import { FormsModule } from '@angular/forms';
import { VodUploaderField } from './vod-uploader-field';

/** A template-driven form that needs no video: one that begins, fails and goes changes what it may do, but not its value. */
@Component({
  selector: 'lecture-form',
  imports: [FormsModule, VodUploaderField],
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <form #lecture="ngForm">
      <vod-uploader name="videos" [(ngModel)]="videos" multiple endpoint="/api/vod"></vod-uploader>
      <output>{{ videos }}</output>
      <button [disabled]="lecture.invalid">Save</button>
    </form>
  `,
})
export class OptionalForm {
  videos = '';
}
