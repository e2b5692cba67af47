import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Text } from '../words/text.js';
import { Arrival } from './arrival.js';
import { LANGUAGES, languageOf, type Words } from './languages.js';
import { learn, Wording } from './wording.js';

interface Speaking extends ReactiveControllerHost, HTMLElement {
  /** Instead of that of the nearest `lang`. */
  readonly locale?: string | undefined;
  readonly text?: Partial<Text> | undefined;
}

/** So long nothing is said rather than something in English, while the words of another language are on their way. */
const SILENT_MS = 1000;

/** Those in the page, asked whenever a `lang` has changed in it, in this document or in a shadow root around one of them. */
const speaking = new Set<LanguageController>();
const hearAll = (): void => speaking.forEach((each) => each.hear());
const watch = globalThis.MutationObserver && new MutationObserver(hearAll);

const arrivals = new Map<string, Arrival<Words, Words>>();

/** The words of this language, however long they take; undefined of English. */
function arrivalOf(tag = 'en'): Arrival<Words, Words> | undefined {
  const load = LANGUAGES[tag];
  if (load !== undefined && !arrivals.has(tag)) {
    const arrival = new Arrival(load, itself, ({ words }) => learn(words, tag));
    arrivals.set(tag, arrival);
    arrival.with(hearAll);
  }
  return arrivals.get(tag);
}

const itself = (words: Words): Words => words;

/** Language of the nearest `lang` attribute, through shadow roots; '' where there is none. */
function nearestLang(element: Element): string {
  for (let at: Element | undefined = element; at !== undefined;) {
    const holder: Element | null = at.closest('[lang]');
    if (holder !== null) return holder.getAttribute('lang') ?? '';
    at = shadowHostOf(at);
  }
  return '';
}

function shadowHostOf(node: Node): Element | undefined {
  const root = node.getRootNode();
  return root instanceof ShadowRoot ? root.host : undefined;
}

/** What a page asks for by `locale`, or has words of its own for, holds whether we have words in that language or not. */
function localeFor(element: Speaking): string {
  const { locale: wish, text } = element;
  try {
    const [locale] = Intl.getCanonicalLocales((wish || nearestLang(element) || 'en').replaceAll('_', '-'));
    return locale !== undefined && (wish || text || languageOf(locale)) ? locale : 'en';
  } catch {
    return 'en'; // not a language tag: `lang="**"`
  }
}

/** For voices and glyphs: around it may be another language than the one in which these words are. */
export function mark({ shadowRoot }: Element, { lang }: Wording): void {
  for (const each of shadowRoot?.children ?? []) {
    // What stands in a slot is the page's.
    if (each.localName !== 'slot' && each.getAttribute('lang') !== lang) each.setAttribute('lang', lang);
  }
}

/**
 * Says what its host says in the language of the nearest `lang`, as that changes, or of its `locale`. Its host is drawn
 * again when that is another one, and when the words of one have come.
 */
export class LanguageController implements ReactiveController {
  #wording = new Wording('en');
  #text: Partial<Text> | undefined;
  /** Its host says what this one says, and not what another element does. */
  #isAsked = false;
  /** Until then nobody has read anything. */
  #hasSpoken = false;
  #silence: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly host: Speaking,
    /** Of a host that says `wordless` in its first moments, while the right words are on their way. */
    private readonly internals?: ElementInternals,
  ) {
    host.addController(this);
  }

  /** Nothing is to be read in these moments. */
  get isSilent(): boolean {
    return this.#silence !== undefined;
  }

  /** As of this moment; the same one for as long as nothing has changed. Another language begins when its words are here. */
  sync(): Wording {
    const { text, isConnected } = this.host;
    const [wanted, isHere] = this.#wanted();
    this.#isAsked = true;
    if (isConnected) {
      if (isHere) this.#speak();
      else if (!this.#hasSpoken) this.#keepSilent();
    }
    const locale = isHere ? wanted : this.#wording.locale;
    if (locale !== this.#wording.locale || text !== this.#text) {
      this.#text = text;
      this.#wording = new Wording(locale, text);
    }
    return this.#wording;
  }

  /** A `lang` has changed somewhere, or words have come. */
  hear(): void {
    const [wanted, isHere] = this.#wanted();
    if (isHere && wanted !== this.#wording.locale) this.host.requestUpdate();
  }

  hostConnected(): void {
    speaking.add(this);
    for (let at: Element | undefined = this.host; at !== undefined; at = shadowHostOf(at))
      watch?.observe(at.getRootNode(), { subtree: true, attributeFilter: ['lang'] });
    if (this.#hasSpoken) this.hear();
    // What was out of the page for a moment may still have to be silent for one.
    else this.host.requestUpdate();
  }

  hostUpdated(): void {
    if (this.#isAsked) mark(this.host, this.#wording);
  }

  hostDisconnected(): void {
    speaking.delete(this);
    if (speaking.size === 0) watch?.disconnect();
    clearTimeout(this.#silence);
    this.#silence = undefined;
  }

  /** The locale, and whether its words are here; if not, they are sent for. */
  #wanted(): readonly [locale: string, isHere: boolean] {
    const locale = localeFor(this.host);
    return [locale, arrivalOf(languageOf(locale))?.isHere ?? true];
  }

  #keepSilent(): void {
    this.internals?.states.add('wordless');
    this.#silence ??= setTimeout(() => {
      this.#speak();
      this.host.requestUpdate();
    }, SILENT_MS);
  }

  #speak(): void {
    this.#hasSpoken = true;
    clearTimeout(this.#silence);
    this.#silence = undefined;
    this.internals?.states.delete('wordless');
  }
}
