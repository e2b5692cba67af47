// Lit's templates are text that no minifier touches: indentation is a tenth of the elements' code.

// Their line breaks come after them, so that source maps hold.

/** As CSS means it: white space around punctuation says nothing, but before a colon; elsewhere one blank says all. */
const shortCss = (text) =>
  text
    .replace(/\/\*.*?\*\//gs, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};]) ?/g, '$1')
    .replace(/([:,(]) /g, '$1')
    .replaceAll(' )', ')')
    .replaceAll(';}', '}');

/** A line break is drawn as one blank, however far the next line is indented. */
const shortHtml = (text) => text.replace(/\s*\n\s*/g, ' ');

const SHORTER = { css: shortCss, html: shortHtml, svg: shortHtml };

/**
 * For the build; while developing, templates are served as they are written.
 * @returns {import('vite').Plugin}
 */
export const shortTemplates = () => ({
  name: 'short-templates',
  apply: 'build',
  transform: {
    filter: { id: /\/src\/elements\/.*\.ts$/ },
    handler(code) {
      const pieces = [];
      const visit = (node) => {
        if (node === null || typeof node !== 'object') return;
        if (Array.isArray(node)) return node.forEach(visit);
        const shorter = node.type === 'TaggedTemplateExpression' && SHORTER[node.tag.name];
        if (shorter) for (const { start, end } of node.quasi.quasis.map(within)) pieces.push({ start, end, shorter });
        Object.values(node).forEach(visit);
      };
      visit(this.parse(code));
      let short = '';
      let at = 0;
      for (const { start, end, shorter } of pieces.sort((a, b) => a.start - b.start)) {
        const text = code.slice(start, end);
        // Past what ends it there may be white space: a backtick, or `${`.
        const next = end + (code[end] === '`' ? 1 : 2);
        short += code.slice(at, start) + shorter(text) + code.slice(end, next) + text.replace(/[^\n]/g, '');
        at = next;
      }
      return { code: short + code.slice(at), map: null };
    },
  },
});

/** Where the text of a quasi lies: parsers differ in whether they count the marks around it. */
const within = ({ start, end, value }) => {
  const begin = end - start === value.raw.length ? start : start + 1;
  return { start: begin, end: begin + value.raw.length };
};
