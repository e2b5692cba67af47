import { createApp } from 'vue';
import LectureForm from './LectureForm.vue';

createApp(LectureForm).mount('#app');
