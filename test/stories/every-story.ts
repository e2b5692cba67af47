// Comes after each story's own test: what has to hold in every state of every element, for everybody.
import axe, { type AxeResults, type RunOptions } from 'axe-core';
import { afterEach, beforeAll } from 'vitest';
import { cdp, page } from 'vitest/browser';
import { faint, hiddenFocus } from './colours.js';
import { cutText, doubleIds, moving, overlaps, smallTargets, tooWide } from './measures.js';
import { rootsIn } from './tree.js';

const ALL: RunOptions = {
  resultTypes: ['violations'],
  // Not among those that axe looks for unless asked.
  rules: { 'target-size': { enabled: true }, 'label-content-name-mismatch': { enabled: true } },
};
/** As WCAG 1.4.12 has people set them. */
const SPACED = new CSSStyleSheet();
SPACED.replaceSync(
  ':host, * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }',
);

/** What is gone by then nobody has seen. */
const LASTS_FRAMES = 4;

/** Resolves when what was changed before has been drawn. */
const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

async function look(story: Element): Promise<string[]> {
  axe.reset();
  return violationsOf(await axe.run(story, ALL));
}

const violationsOf = ({ violations }: AxeResults): string[] =>
  violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}: ${target.flat().join(' › ')}\n    ${failureSummary}`),
  );

beforeAll(() =>
  cdp().send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-reduced-motion', value: 'reduce' }] }),
);

afterEach(async ({ task }) => {
  const story = document.body.querySelector(':scope > div:last-of-type');
  if (task.result?.state === 'fail' || story === null) return;
  const { documentElement: html } = document;
  const { cssText, fontSize } = html.style;
  const { dir } = html;
  const wrong: string[] = [];
  const note = (mode: string, ...found: readonly string[][]): void =>
    void wrong.push(...found.flat().map((each) => `[${mode}] ${each}`));
  const misfits = (): string[] => [...tooWide(story), ...cutText(story), ...overlaps(story)];
  // What lasts: after a change of width, Chromium may draw `content-visibility: auto` once more in the old one.
  const fits = async (): Promise<string[]> => {
    let found = misfits();
    for (let frames = 0; frames < LASTS_FRAMES && found.length > 0; frames++) {
      await frame();
      found = misfits();
    }
    return found;
  };
  // A story is the main part of a page: then all that is asked of pages may be asked.
  story.setAttribute('role', 'main');
  try {
    note('less motion', moving(story));
    note('light', faint(story), hiddenFocus(story), doubleIds(story));

    await page.viewport(640, 900);
    html.style.fontSize = '200%';
    await frame();
    note('text at 200 %', await fits());
    html.style.fontSize = fontSize;

    await page.viewport(320, 900);
    await frame();
    note('320 px', await fits());
    const roots = [document, ...rootsIn(story)];
    for (const root of roots) root.adoptedStyleSheets.push(SPACED);
    await frame();
    note('spaced text, 320 px', await fits());
    for (const root of roots) root.adoptedStyleSheets = root.adoptedStyleSheets.filter((sheet) => sheet !== SPACED);

    html.style.cssText += '; --vod-duration: 0s; color-scheme: dark; background: Canvas';
    html.dir = dir === 'rtl' ? 'ltr' : 'rtl';
    await frame();
    note('dark, 320 px', faint(story), hiddenFocus(story));
    note(`dark, ${html.dir}, 320 px`, await fits(), smallTargets(story), await look(story));
  } finally {
    html.style.cssText = cssText;
    html.dir = dir;
    story.removeAttribute('role');
  }
  if (wrong.length > 0) throw new Error(wrong.join('\n'));
});
