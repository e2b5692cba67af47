import { setCustomElementsManifest, type Preview } from '@storybook/web-components-vite';
import { configure } from 'storybook/test';
import manifest from '../custom-elements.json';
import { extractArgTypes, extractComponentDescription } from './arg-types.js';
import { FollowingContainer } from './docs-container.js';
import { globalTypes, initialGlobals, withSurroundings } from './surroundings.js';

setCustomElementsManifest(manifest);
// A wait ends with its condition: the limit is for what hangs, on a machine as busy as it may be.
configure({ asyncUtilTimeout: 60_000 });

const preview: Preview = {
  tags: ['autodocs'],
  globalTypes,
  initialGlobals,
  decorators: [withSurroundings],
  parameters: {
    // a violation fails the story's test
    a11y: { test: 'error' },
    controls: { expanded: true },
    // the toolbar's colour scheme and width do what these do, and more
    backgrounds: { disable: true },
    docs: {
      extractArgTypes,
      extractComponentDescription,
      container: FollowingContainer,
      toc: { headingSelector: 'h2, h3', title: 'On this page' },
      codePanel: true,
    },
    options: {
      storySort: {
        method: 'configure',
        order: [
          'Start here',
          ['Getting started', 'Playground', 'Break my network', 'Concepts', 'Theming', 'Accessibility'],
          'Elements',
          ['vod-uploader', 'vod-upload-drop', 'vod-upload-button', 'vod-upload-list', 'vod-upload-item'],
          'Recipes',
          'Themes',
          ['All four', 'Custom properties'],
          'Languages',
          'States',
        ],
      },
    },
  },
};

export default preview;
