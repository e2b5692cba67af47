import { html, type TemplateResult } from 'lit';
import { errorText } from './describe.js';
import type { Problem } from './url-box.js';
import type { Wording } from './wording.js';

/** What is wrong, line by line, with what to do. */
export const problemList = (problems: readonly Problem[], wording: Wording): TemplateResult =>
  html`<ul part="problems" aria-label=${wording.count('urls-wrong', problems.length)}>
    ${problems.map((problem) => {
      const line = wording.say('urls-line', { line: problem.address.line });
      const go = wording.say('urls-go', { line: problem.address.line });
      return html`<li part="problem">
        <button type="button" class="line" aria-label=${go} @click=${(event: Event) => show(event, problem)}>
          <bdi>${line}</bdi>
        </button>
        <span
          ><strong><bdi>${problem.name}</bdi></strong> <bdi>${reason(problem, wording)}</bdi></span
        >
      </li>`;
    })}
  </ul>`;

function reason({ error, sameAs }: Problem, wording: Wording): string {
  if (sameAs !== undefined) return wording.say('urls-same', { line: sameAs });
  return error.code === 'too-many-files' ? wording.say('urls-no-room', error.detail.values) : errorText(error, wording);
}

/** Selects it in the text. */
function show({ currentTarget }: Event, { address }: Problem): void {
  const root = (currentTarget as Element).getRootNode() as ShadowRoot;
  const textarea = root.querySelector('textarea');
  if (textarea === null) return;
  textarea.focus();
  textarea.setSelectionRange(address.start, address.end);
  // Browsers scroll to what is typed, not to what is selected.
  const { lineHeight } = getComputedStyle(textarea);
  textarea.scrollTop = (address.line - 2) * parseFloat(lineHeight);
}
