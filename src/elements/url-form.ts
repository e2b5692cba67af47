import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { alertIcon } from './icons.js';
import { joinSentences } from './sentences.js';
import type { UrlBox } from './url-box.js';
import { problemList } from './url-problems.js';
import type { Wording } from './wording.js';

interface Facts {
  readonly wording: Wording;
  readonly disabled: boolean;
}

const TYPING = /^(insert(Text|LineBreak|CompositionText)|delete(?!ByCut))/;

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
    // Whoever pastes has finished; whoever takes letters back, or composes them, is at it.
    if (!TYPING.test(event.inputType)) void box.judge();
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
  ];
  return html`${isWrong(box) ? alertIcon(18) : nothing}<bdi>${joinSentences(words, wording)}</bdi>`;
}
