import { css, html, nothing, type CSSResult, type LitElement, type TemplateResult } from 'lit';
import { isOver, type UploadState } from '../engine/state.js';
import type { Announcer } from './announcer.js';
import { limitOf, oneOf, type Attributes } from './attributes.js';
import type { Source } from './contexts.js';
import { takeChosen } from './take-files.js';
import { pieces } from './late-pieces.js';
import { read } from './sense.js';

/** Which of the layouts. */
export type Kind = 'panel' | 'compact' | 'button';

interface LayoutFacts {
  readonly source: Source | undefined;
  /** Uploads in the list. */
  readonly count: number;
  /** Room for more, or the one there is may be replaced. */
  readonly room: boolean;
  readonly noDrop: boolean;
  readonly kind: Kind;
}

interface PanelHost extends LitElement, Attributes {
  readonly uploads: readonly UploadState[];
  readonly noDrop: boolean;
  readonly layout: string;
  readonly folder: boolean;
  readonly capture: string;
}

export const layoutStyles: CSSResult = css`
  :host {
    display: block;
    container-type: inline-size;
  }
  .panel {
    display: grid;
    gap: var(--_gap);
  }
  .compact {
    gap: 6px;
  }
  :host([layout='button']:not([hidden])) {
    display: inline-block;
    min-inline-size: 0;
    max-inline-size: 100%;
    container-type: normal;
  }
  .button {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  :host(:state(user-invalid)) ::part(zone) {
    border-color: var(--_danger);
  }
  /* Seen only where the code that draws uploads takes its time. */
  .late {
    margin: 0;
    color: var(--_muted);
    animation: late 1.5s steps(1);
  }
  @keyframes late {
    from {
      opacity: 0;
    }
  }
  .summary vod-upload-progress {
    flex: 1 0 100%;
    --vod-bar: 4px;
  }
`;

/** For file choosers that grey out what does not fit: of some that VOD takes browsers know no type. */
const usualFiles = (source: Source | undefined): string =>
  `video/*,audio/*,.${source?.uploader.limits.extensions.join(',.') ?? 'mp4'}`;

/** The layout, unless the page has its own; the file input, which is always there; and the two live regions. */
export function panel(
  host: PanelHost,
  source: Source | undefined,
  said: Pick<Announcer, 'polite' | 'urgent'> | undefined,
): TemplateResult {
  const own = [...host.children].some((child) => child.slot === '');
  const present = host.uploads.filter(({ phase }) => phase !== 'canceled');
  const limit = limitOf(host);
  const room = present.length < limit || (limit === 1 && present.every(isOver));
  return html`${own ? nothing : layout({ source, count: present.length, room, noDrop: host.noDrop, kind: kindOf(host) })}<slot
      @slotchange=${() => host.requestUpdate()}
    ></slot>
    <input
      type="file"
      hidden
      tabindex="-1"
      aria-label=${source?.wording.say('file-input') ?? nothing}
      accept=${host.accept || usualFiles(source)}
      ?multiple=${limit > 1}
      ?webkitdirectory=${host.folder}
      capture=${host.capture || nothing}
      ?disabled=${source?.disabled ?? true}
      @change=${(event: Event) => source && takeChosen(event, source)}
    />
    <div class="unseen" role="status" tabindex="-1">${said?.polite}</div>
    <div class="unseen" role="alert">${said?.urgent}</div>`;
}

const kindOf = (host: PanelHost): Kind => read(host, 'layout', oneOf('panel', 'compact', 'button'), 'panel');

/** Files may be dropped on all of it, also while the zone is hidden: else the browser would leave the page for them. */
const layout = ({ source, count, room, noDrop, kind }: LayoutFacts): TemplateResult => html`
  <div class="panel ${kind}" part="panel">
    ${
      noDrop || kind === 'button'
        ? html`<vod-upload-button
            exportparts="button"
            ?quiet=${kind === 'button' && count > 0}
            ?hidden=${!room}
          ></vod-upload-button>`
        : html`<vod-upload-drop
            exportparts="zone, picture, title, hint, button"
            ?compact=${count > 0 || kind === 'compact'}
            ?first=${count === 0}
            ?hidden=${!room}
          ></vod-upload-drop>`
    }
    ${
      pieces.here?.rows(count, kind) ??
      (count > 0 ? html`<p class="late">${source?.wording.say('list-late')}</p>` : nothing)
    }
  </div>
`;
