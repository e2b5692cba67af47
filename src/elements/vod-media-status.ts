import { html, nothing, type CSSResult, type PropertyValues, type TemplateResult } from 'lit';
import { property } from './property.js';
import type { Media, MediaReport } from '../engine/media.js';
import { ConnectionAttributes } from './connection-attributes.js';
import { LanguageController } from './language-controller.js';
import { lineBreaks } from './line-breaks.js';
import { MediaController } from './media-controller.js';
import { cover, mediaWords, troubleWithRetry } from './media-parts.js';
import { mediaStyles } from './media-styles.js';
import { mediaWordsStyles } from './media-words-styles.js';
import { hasFailed } from './media-words.js';
import { browserCanPlay, playableOf, type Playable } from './play.js';
import { player, playerStyles } from './player.js';
import { buttons, tokens } from './tokens.js';
import { inTurn } from './turns.js';

/**
 * @summary What became of a media, by its id, at any time: cover, title, status in words, facts, versions, a player. All of
 * them on a page ask together.
 * @tag vod-media-status
 * @slot actions - Buttons of your own: rename, delete …
 * @fires {CustomEvent} media-change - What is known of it has changed; `detail.report` says it.
 * @csspart media - The whole.
 * @csspart cover - The picture; a button where it can be played.
 * @csspart title - The title; the id where there is none.
 * @csspart status - VOD's status in words.
 * @csspart fact - Each fact behind it.
 * @csspart reason - Why there is nothing to play.
 * @csspart description - The description; on a card.
 * @csspart tag - The category, the storage class, each tag.
 * @csspart streams - What there is to play, together.
 * @csspart stream - Each of them; a link where it is not encrypted.
 * @csspart player - The video or audio element.
 * @csspart trouble - Why nothing is known of it, or nothing new.
 * @csspart retry - The button behind that.
 * @cssstate loading - Nothing is known yet.
 * @cssstate playable - It plays in this browser.
 * @cssstate failed - There is nothing to play, and there will be nothing.
 * @cssstate waiting - Nobody can be asked, for now or for good.
 * @cssstate wordless - For a second at most: the words of its language are on their way, and nothing is shown.
 */
export class VodMediaStatusElement extends ConnectionAttributes {
  static override styles: CSSResult[] = [tokens, buttons, playerStyles, mediaWordsStyles, mediaStyles, lineBreaks];

  /** VOD's id of it. */
  @property() mediaId = '';
  /** A card with a large picture, instead of a row. */
  @property({ type: Boolean, reflect: true }) card = false;
  /** Has no player. */
  @property({ type: Boolean }) noPlayer = false;
  /** Does not show what there is to play. */
  @property({ type: Boolean }) noStreams = false;

  readonly #about = new MediaController(this);
  readonly #internals = this.attachInternals();
  readonly #language: LanguageController = new LanguageController(this, this.#internals);
  /** As it was when the person opened it: its link is signed anew at each look, and a film that runs goes on. */
  #playing: (Playable & { readonly of: string | undefined }) | undefined;
  #lostCover: string | undefined;
  #hadFocus = false;

  constructor() {
    super();
    this.#internals.states.add('loading');
  }

  /** The last look at it. Set one, and that is shown and nobody is asked, until it is set to `undefined`. */
  @property({ attribute: false })
  get report(): MediaReport | undefined {
    return this.#about.report;
  }
  set report(report: MediaReport | undefined) {
    this.#about.give(report);
  }

  /** Every field of VOD's replies. Links in it may be signed. */
  get media(): Media | undefined {
    return this.report?.media;
  }

  /** Looks now, also at what was over, and at a backend that has just failed. */
  refresh(): void {
    this.#about.refresh();
  }

  protected override scheduleUpdate(): void | Promise<unknown> {
    // Those that come together ask together, however long it takes to draw them.
    this.#about.sync();
    return inTurn(this, () => void super.scheduleUpdate());
  }

  protected override willUpdate(): void {
    this.#hadFocus = this.shadowRoot?.activeElement != null;
    if (this.noPlayer || this.report?.status !== 'normal' || this.report.id !== this.#playing?.of)
      this.#playing = undefined;
  }

  override render(): TemplateResult {
    const { report, trouble } = this.#about;
    if (report === undefined && this.mediaId === '') return html``;
    const wording = this.#language.sync();
    const id = report?.id ?? this.mediaId;
    const title = report?.media?.title || id;
    const failed = report !== undefined && hasFailed(report.status);
    return html`<article
      class=${failed ? 'media failed' : 'media'}
      part="media"
      aria-labelledby="title"
      aria-busy=${report === undefined && trouble === undefined ? 'true' : 'false'}
      data-status=${report?.status ?? nothing}
    >
      ${this.#cover(report, title, wording.say('player', { name: title }))}
      <div class="words">
        <div class="title" id="title" part="title" title=${title}><bdi>${title}</bdi></div>
        ${
          report !== undefined
            ? mediaWords(report, this, wording)
            : trouble === undefined
              ? html`<p class="bone"><span class="unseen">${wording.say('media.loading')}</span></p>`
              : nothing
        }
        ${trouble === undefined ? nothing : troubleWithRetry(trouble, { title, wording, retry: () => this.refresh() })}
      </div>
      <slot name="actions" ?hidden=${this.childElementCount === 0} @slotchange=${() => this.requestUpdate()}></slot>
      ${this.#playing && !this.card ? player(this.#playing, title, true) : nothing}
    </article>`;
  }

  #cover(report: MediaReport | undefined, title: string, label: string): TemplateResult {
    if (this.#playing && this.card) return player(this.#playing, title, true);
    const media = report?.media;
    const toPlay = this.#playable();
    return cover({
      url: media?.coverUrl === this.#lostCover ? undefined : media?.coverUrl || undefined,
      failed: report !== undefined && hasFailed(report.status),
      audio: (toPlay?.kind ?? (media?.audioCodec && !media.videoCodec ? 'audio' : 'video')) === 'audio',
      ...(toPlay && { label, open: this.#playing !== undefined, toggle: () => this.#toggle(toPlay) }),
      lost: () => {
        this.#lostCover = media?.coverUrl;
        this.requestUpdate();
      },
    });
  }

  #playable(): Playable | undefined {
    const { media, report, noPlayer } = this;
    return noPlayer || media === undefined || report?.status !== 'normal'
      ? undefined
      : playableOf(media, browserCanPlay);
  }

  #toggle(media: Playable): void {
    this.#playing = this.#playing ? undefined : { ...media, of: this.report?.id };
    this.requestUpdate();
  }

  protected override updated(_changed: PropertyValues): void {
    const { report, trouble } = this.#about;
    const states = {
      loading: report === undefined && trouble === undefined && this.mediaId !== '',
      playable: this.#playable() !== undefined,
      failed: report !== undefined && hasFailed(report.status),
      waiting: trouble !== undefined,
    };
    for (const [state, on] of Object.entries(states)) this.#internals.states[on ? 'add' : 'delete'](state);
    this.#keepFocus();
  }

  /** What had the focus may have given way: to the player, to words, or to the button that asks again. */
  #keepFocus(): void {
    const root = this.shadowRoot;
    const media = root?.querySelector<HTMLElement>('.media');
    const now = root?.activeElement;
    if (!this.#hadFocus || (now != null && now !== media)) return;
    const next = root?.querySelector<HTMLElement>('.player, .trouble button') ?? media;
    if (next != null && next === media) {
      // Only for this once: a click on words is none of ours.
      media.tabIndex = -1;
      media.addEventListener('blur', () => media.removeAttribute('tabindex'), { once: true });
    }
    next?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'vod-media-status': VodMediaStatusElement;
  }
}
