import { createApp, createSSRApp } from 'vue';
import LectureForm from './LectureForm.vue';
import ServedForm from './ServedForm.vue';

const root = document.querySelector('#app')!;
(root.hasChildNodes() ? createSSRApp(ServedForm) : createApp(LectureForm)).mount(root);
