import { addons } from 'storybook/manager-api';
import { create } from 'storybook/theming';

const dark = matchMedia('(prefers-color-scheme: dark)').matches;

addons.setConfig({
  theme: create({
    base: dark ? 'dark' : 'light',
    brandTitle: 'vod-uploader',
    brandUrl: './',
    brandTarget: '_self',
    colorPrimary: dark ? '#93a8ff' : '#3a55d9',
    colorSecondary: dark ? '#93a8ff' : '#3a55d9',
    fontBase: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif",
  }),
  sidebar: { showRoots: true },
});
