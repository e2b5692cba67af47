import { setCustomElementsManifest, type Preview } from '@storybook/web-components-vite';
// Written by `npm run manifest`, which every script that starts Storybook runs first
import manifest from '../custom-elements.json';

setCustomElementsManifest(manifest);

const preview: Preview = {
  tags: ['autodocs'],
  parameters: {
    // a violation fails the story's test
    a11y: { test: 'error' },
    controls: { expanded: true },
  },
};

export default preview;
