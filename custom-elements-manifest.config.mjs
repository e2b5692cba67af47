// custom-elements.json: what editors, Storybook and frameworks know about the elements.

/** Private and protected members are nobody's API; the analyzer lists them all the same. */
const publicOnly = () => ({
  name: 'public-only',
  packageLinkPhase({ customElementsManifest }) {
    for (const { declarations = [] } of customElementsManifest.modules) {
      for (const declaration of declarations) {
        declaration.members = declaration.members?.filter(
          ({ privacy, name }) => privacy !== 'private' && privacy !== 'protected' && !/^[_#]/.test(name),
        );
      }
    }
  },
});

export default {
  globs: ['src/elements/**/*.ts', 'src/define.ts'],
  outdir: '.',
  litelement: true,
  plugins: [publicOnly()],
};
