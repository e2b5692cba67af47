import { render } from 'svelte/server';
import LectureForm from './LectureForm.svelte';

/** What a server puts into the page. */
export const html = render(LectureForm).body;
