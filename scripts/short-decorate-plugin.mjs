// What a compiler adds to apply decorators of any kind, to whatever they stand before, is code that every page loads first.

const HELPER = /@oxc-project.*\/helpers\/.*decorate\.js$/;

/** Elements have one decorator: `property`, before fields and accessors, one at a time. */
const APPLY_PROPERTY = `export default function decorate([property], proto, name) {
  const accessor = property(proto, name);
  if (accessor) Object.defineProperty(proto, name, accessor);
}`;

/**
 * For the build; while developing, the compiler's own is served.
 * @returns {import('vite').Plugin}
 */
export const shortDecorate = () => ({
  name: 'short-decorate',
  apply: 'build',
  transform: {
    filter: { id: HELPER },
    handler: () => ({ code: APPLY_PROPERTY, map: null }),
  },
});
