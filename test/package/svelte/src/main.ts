import { mount } from 'svelte';
import LectureForm from './LectureForm.svelte';

mount(LectureForm, { target: document.querySelector('#app')! });
