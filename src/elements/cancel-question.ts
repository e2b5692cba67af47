import { html, type TemplateResult } from 'lit';
import type { Wording } from './wording.js';

interface Answers {
  /** Of the key that says so, where it was one. */
  readonly keep: (event?: Event) => void;
  readonly cancel: () => void;
}

/** Asks before much that was sent is thrown away. */
export function cancelQuestion(name: string, wording: Wording, { keep, cancel }: Answers): TemplateResult {
  const question = wording.say('ask-cancel');
  const choice = (key: 'keep' | 'cancel-upload', kind: string, chosen: () => void): TemplateResult =>
    html`<button
      part="control"
      type="button"
      class=${kind}
      aria-label=${wording.say('of', { action: wording.say(key), name })}
      @click=${chosen}
    >
      <bdi>${wording.say(key)}</bdi>
    </button>`;
  return html`<div
    class="controls ask"
    part="question"
    role="group"
    aria-label=${question}
    @keydown=${(event: KeyboardEvent) => event.key === 'Escape' && keep(event)}
  >
    <span><bdi>${question}</bdi></span>
    <div class="controls">${choice('keep', 'soft', () => keep())} ${choice('cancel-upload', 'soft grave', cancel)}</div>
  </div>`;
}
