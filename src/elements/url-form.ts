import { css, html, nothing, type CSSResult, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { errorText } from './describe.js';
import { alertIcon } from './icons.js';
import type { Problem, UrlBox } from './url-box.js';
import type { Wording } from './wording.js';

export const urlFormStyles: CSSResult = css`
  form {
    display: grid;
    gap: 8px;
    padding: var(--_pad);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_zone);
  }
  label {
    font-weight: 600;
  }
  .hint {
    margin: 0;
    color: var(--_muted);
    font-size: 0.9em;
  }
  textarea,
  input {
    inline-size: 100%;
    min-block-size: var(--_control);
    margin: 0;
    padding: 8px 12px;
    border: 1px solid color-mix(in oklab, var(--_text) 45%, var(--_surface));
    border-radius: var(--_radius-small);
    background: var(--_surface);
    color: inherit;
    font: inherit;
  }
  textarea {
    /* As tall as what is in it, where the browser can. */
    field-sizing: content;
    min-block-size: 6.5em;
    max-block-size: 18em;
    font-variant-numeric: tabular-nums;
    line-height: 1.6;
    resize: vertical;
  }
  ::placeholder {
    color: var(--_muted);
    opacity: 1;
  }
  textarea:focus-visible,
  input:focus-visible,
  .line:focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 1px;
  }
  [aria-invalid='true'] {
    border-color: var(--_danger);
  }
  :disabled {
    cursor: not-allowed;
    opacity: 0.6;
  }
  .title {
    display: grid;
    gap: 4px;
  }
  .foot {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 8px 16px;
  }
  .said {
    display: flex;
    flex: 1 1 12em;
    gap: 6px;
    margin: 0;
    font-size: 0.9em;
  }
  .said[data-wrong] {
    color: var(--_danger);
    font-weight: 600;
  }
  .solid {
    margin-inline-start: auto;
  }
  ul {
    display: grid;
    gap: 2px;
    max-block-size: 14em;
    margin: 0;
    padding: 6px 12px;
    overflow: auto;
    border-radius: var(--_radius-small);
    background: color-mix(in oklab, var(--_danger) 8%, var(--_surface));
    font-size: 0.9em;
    list-style: '';
  }
  li {
    display: grid;
    grid-template-columns: minmax(4.5em, auto) minmax(0, 1fr);
    gap: 0 8px;
    align-items: baseline;
    overflow-wrap: anywhere;
  }
  .line {
    justify-content: start;
    min-block-size: 28px;
    min-inline-size: 0;
    padding: 0 4px;
    margin-inline-start: -4px;
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  @container (inline-size < 420px) {
    form {
      padding: 12px;
    }
    .solid {
      inline-size: 100%;
    }
  }
  @media (forced-colors: active) {
    ul {
      border: 1px solid CanvasText;
    }
  }
`;

interface Facts {
  readonly wording: Wording;
  readonly disabled: boolean;
}

/** Where addresses are pasted, what is wrong with them, and the button that takes them. */
export function urlForm(box: UrlBox, { wording, disabled }: Facts): TemplateResult {
  const { text, addresses, problems, isTaking } = box;
  const right = addresses.length - problems.length;
  const submit = (event: Event): void => {
    event.preventDefault();
    void box.take();
  };
  // A line break belongs to the text; with a modifier it sends, as in mail programs.
  const sendByKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.isComposing) submit(event);
  };
  const written = (event: InputEvent): void => {
    box.write((event.target as HTMLTextAreaElement).value);
    // Whoever pastes has finished.
    if (event.inputType !== 'insertText' && event.inputType !== 'insertLineBreak') void box.judge();
  };
  return html`<form part="form" novalidate @submit=${submit} @keydown=${sendByKey}>
    <label for="urls" part="label"><bdi>${wording.say('urls')}</bdi></label>
    <textarea
      id="urls"
      part="urls"
      dir="ltr"
      rows="4"
      wrap="off"
      inputmode="url"
      spellcheck="false"
      autocapitalize="off"
      autocomplete="off"
      placeholder="https://example.com/film.mp4"
      aria-describedby="hint said"
      aria-invalid=${problems.length > 0 ? 'true' : 'false'}
      .value=${live(text)}
      ?disabled=${disabled}
      ?readonly=${isTaking}
      @input=${written}
      @blur=${() => void box.judge()}
    ></textarea>
    <p id="hint" class="hint" part="hint"><bdi>${wording.say('urls-hint')}</bdi></p>
    ${addresses.length === 1 ? titleField(box, { wording, disabled }) : nothing}
    ${problems.length > 0 ? problemList(problems, wording) : nothing}
    <div class="foot">
      <p id="said" class="said" role="status" ?data-wrong=${isWrong(box)}>${said(box, wording)}</p>
      <button type="submit" class="solid" part="button" ?disabled=${disabled}>
        <bdi>${right > 0 ? wording.count('urls-import', right) : wording.say('urls-import')}</bdi>
      </button>
    </div>
  </form>`;
}

/** Of a single one; of several each keeps its file's name. */
function titleField(box: UrlBox, { wording, disabled }: Facts): TemplateResult {
  const isBad = box.problems.some(({ error }) => error.detail.field === 'title');
  return html`<div class="title">
    <label for="title"><bdi>${wording.say('urls-title')}</bdi></label>
    <input
      id="title"
      part="title"
      dir="auto"
      autocomplete="off"
      placeholder=${wording.say('urls-title-hint')}
      aria-describedby="said"
      aria-invalid=${isBad ? 'true' : 'false'}
      .value=${live(box.title)}
      ?disabled=${disabled}
      @input=${(event: Event) => box.writeTitle((event.target as HTMLInputElement).value)}
      @blur=${() => void box.judge()}
    />
  </div>`;
}

const isWrong = ({ fault, problems }: UrlBox): boolean => fault !== undefined || problems.length > 0;

function said(box: UrlBox, wording: Wording): TemplateResult {
  const { fault, problems, taken } = box;
  const words = [
    taken > 0 ? wording.count('urls-taken', taken) : '',
    fault === undefined ? '' : wording.say(fault),
    problems.length > 0 ? wording.count('urls-wrong', problems.length) : '',
  ].filter(Boolean);
  return html`${isWrong(box) ? alertIcon(18) : nothing}<bdi>${words.join(' ')}</bdi>`;
}

const problemList = (problems: readonly Problem[], wording: Wording): TemplateResult =>
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
