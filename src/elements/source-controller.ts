import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { ContextRequest } from './context.js';
import { sourceContext, type Source } from './contexts.js';
import { takeFiles } from './intake.js';
import { LanguageController, mark } from './language-controller.js';
import type { UploaderHandle } from './uploader-factory.js';
import type { Wording } from './wording.js';

export interface SourceHost extends ReactiveControllerHost, HTMLElement {
  /** The id of a `<vod-uploader>` elsewhere in the same document or shadow root. */
  readonly htmlFor?: string | undefined;
  readonly uploader?: UploaderHandle | undefined;
}

/**
 * Finds where a piece's uploads come from: its own `.uploader`, the `<vod-uploader>` that `for` names, or the one
 * around it. A provider that comes later is found when it comes, in whatever order elements are defined.
 */
export class SourceController implements ReactiveController {
  #life: AbortController | undefined;
  #value: Source | undefined;
  #release: (() => void) | undefined;
  #asked: readonly unknown[] = [];
  /** Others are told by what is around them. */
  #language: LanguageController | undefined;

  constructor(private readonly host: SourceHost) {
    host.addController(this);
  }

  get value(): Source | undefined {
    return this.#value;
  }

  hostConnected(): void {
    this.#find();
  }

  hostUpdate(): void {
    const { uploader, htmlFor } = this.host;
    const said = uploader && this.#wording();
    if (uploader !== this.#asked[0] || htmlFor !== this.#asked[1] || said !== this.#asked[2]) this.#find();
  }

  hostUpdated(): void {
    if (this.#value) mark(this.host, this.#value.wording);
  }

  hostDisconnected(): void {
    this.#leave();
  }

  /** Of a piece that stands alone; nothing is said, and so nothing drawn, while the right words are on their way. */
  #wording(): Wording | undefined {
    const language = (this.#language ??= new LanguageController(this.host));
    const wording = language.sync();
    return language.isSilent ? undefined : wording;
  }

  #leave(): void {
    this.#life?.abort();
    this.#release?.();
    this.#release = undefined;
    this.#value = undefined;
  }

  #find(): void {
    this.#leave();
    const { host } = this;
    const { uploader, htmlFor } = host;
    const said = uploader && this.#wording();
    this.#asked = [uploader, htmlFor, said];
    const { signal } = (this.#life = new AbortController());
    if (uploader !== undefined) {
      this.#value = said && bareSource(host, uploader, said);
      return;
    }
    let answered = false;
    const root = host.getRootNode() as Document | ShadowRoot;
    const target = htmlFor === undefined ? host : root.getElementById(htmlFor);
    const hear = (value: Source | undefined, release?: () => void): void => {
      if (signal.aborted) return release?.();
      answered = true;
      if (release !== this.#release) this.#release?.();
      this.#release = release;
      this.#value = value;
      host.requestUpdate();
    };
    target?.dispatchEvent(new ContextRequest(sourceContext, host, hear));
    // Another page of an application may bring another one of that name.
    if (!answered || htmlFor !== undefined)
      document.addEventListener('context-provider', () => this.#find(), { signal, once: true });
  }
}

/** For a piece that was handed an uploader and stands alone: it is its own page's words and file input. */
function bareSource(host: SourceHost, uploader: UploaderHandle, wording: Wording): Source {
  return Object.freeze({
    uploader,
    wording,
    accept: '',
    multiple: true,
    disabled: false,
    noPause: false,
    noDrop: false,
    maxFileSize: Infinity,
    rejections: [],
    addFiles: (files: Iterable<File>) => void takeFiles(host, uploader, files),
    dismiss: () => {},
  });
}
