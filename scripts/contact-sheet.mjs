// A page that shows every story's pictures side by side, for looking.
import { writeFileSync } from 'node:fs';

const escape = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

const STYLE = `
  :root { color-scheme: light dark; font: 14px/1.4 system-ui, sans-serif; }
  body { margin: 0; background: light-dark(#e9ebf0, #17191e); }
  nav { position: sticky; inset-block-start: 0; z-index: 1; display: flex; gap: 16px; padding: 10px 16px; background: inherit; }
  section { padding: 8px 16px; }
  h2 { margin: 8px 0; font-size: 14px; }
  .row { display: flex; gap: 12px; align-items: flex-start; overflow-x: auto; }
  figure { margin: 0; flex: none; }
  figcaption { color: light-dark(#5b616e, #a4abb9); font-size: 12px; }
  img { display: block; block-size: auto; background: #fff; }
`;

/** Each story has `shots`: by mode its file, width and height in px. */
export function writeContactSheet(path, modes, stories) {
  const shot = (mode, { file, width, height }) =>
    `<figure class="${mode}"><figcaption>${mode}</figcaption><a href="${file}"><img loading="lazy" src="${file}" alt="" width="${Math.round(width / 2)}" height="${Math.round(height / 2)}"></a></figure>`;
  const sections = stories.map(
    ({ id, title, name, shots }) =>
      `<section id="${id}"><h2>${escape(title)} · ${escape(name)}</h2><div class="row">${modes
        .filter((mode) => mode in shots)
        .map((mode) => shot(mode, shots[mode]))
        .join('')}</div></section>`,
  );
  const boxes = modes.map((mode) => `<label><input type="checkbox" checked data-mode="${mode}"> ${mode}</label>`);
  writeFileSync(
    path,
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>Every story</title><style>${STYLE}</style>
<nav>${boxes.join('')}</nav>${sections.join('\n')}
<script>
  addEventListener('change', ({ target }) => {
    for (const figure of document.querySelectorAll('.' + target.dataset.mode)) figure.hidden = !target.checked;
  });
</script></html>\n`,
  );
}
