import { DocsContainer } from '@storybook/addon-docs/blocks';
import { themes } from 'storybook/theming';

const dark = matchMedia('(prefers-color-scheme: dark)');

/** The pages are as light or dark as the stories on them. */
export const FollowingContainer: typeof DocsContainer = (page) => {
  // `store` knows the globals, but is nobody's public API: where it is gone, the system decides.
  const { globals } = (page.context as unknown as { store?: { userGlobals?: { globals?: { scheme?: string } } } }).store
    ?.userGlobals ?? { globals: undefined };
  const scheme = globals?.scheme ?? 'auto';
  const isDark = scheme === 'auto' ? dark.matches : scheme === 'dark';
  return DocsContainer({ ...page, theme: isDark ? themes.dark : themes.light });
};
