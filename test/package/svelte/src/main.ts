import { hydrate, mount } from 'svelte';
import LectureForm from './LectureForm.svelte';

const target = document.querySelector('#app')!;
(target.hasChildNodes() ? hydrate : mount)(LectureForm, { target });
