import { createSSRApp } from 'vue';
import { renderToString } from 'vue/server-renderer';
import ServedForm from './ServedForm.vue';

/** What a server puts into the page. */
export const html = await renderToString(createSSRApp(ServedForm));
