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

/** `@property({ ...shared, attribute: 'x' })` makes the analyzer (0.11.0) throw: it asks every member of the object for its name. */
const withoutSpreads = () => ({
  name: 'without-spreads',
  collectPhase({ ts, node }) {
    if (!ts.isDecorator(node) || !ts.isCallExpression(node.expression)) return;
    for (const options of node.expression.arguments.filter(ts.isObjectLiteralExpression)) {
      options.properties = ts.factory.createNodeArray(options.properties.filter(({ name }) => name));
    }
  },
});

/** As `property.ts` names attributes, where the analyzer takes a property's own name. */
const attributesInKebabCase = () => ({
  name: 'attributes-in-kebab-case',
  packageLinkPhase({ customElementsManifest }) {
    const kebab = (name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    for (const { attributes = [], members = [] } of customElementsManifest.modules.flatMap(
      (m) => m.declarations ?? [],
    )) {
      for (const attribute of attributes)
        if (attribute.name === attribute.fieldName) attribute.name = kebab(attribute.name);
      for (const member of members) if (member.attribute === member.name) member.attribute = kebab(member.name);
    }
  },
});

/** Every element takes the tokens that `<vod-uploader>` documents: they all share `tokens.ts`. */
const sharedTokens = () => ({
  name: 'shared-tokens',
  packageLinkPhase({ customElementsManifest }) {
    const elements = customElementsManifest.modules
      .flatMap(({ declarations = [] }) => declarations)
      .filter(({ tagName }) => tagName);
    const cssProperties = elements.find(({ tagName }) => tagName === 'vod-uploader')?.cssProperties ?? [];
    for (const element of elements) element.cssProperties ??= cssProperties;
  },
});

export default {
  globs: ['src/elements/**/*.ts', 'src/define.ts'],
  outdir: '.',
  // it would write where the manifest is into package.json, which knows
  packagejson: false,
  litelement: true,
  plugins: [withoutSpreads(), publicOnly(), attributesInKebabCase(), sharedTokens()],
};
