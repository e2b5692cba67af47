import { css, html, nothing, type CSSResult, type TemplateResult } from 'lit';
import { LIST_PARTS } from './vod-upload-list.js';
import type { Wording } from './wording.js';

interface LayoutFacts {
  /** Uploads in the list. */
  readonly count: number;
  /** Room for more, or the one there is may be replaced. */
  readonly room: boolean;
  readonly noDrop: boolean;
}

export interface PanelFacts extends LayoutFacts {
  /** The page brings pieces of its own. */
  readonly own: boolean;
  readonly accept: string;
  readonly multiple: boolean;
  readonly disabled: boolean;
  readonly wording: Wording;
  readonly said: { readonly polite: string; readonly urgent: string };
  readonly picked: (files: readonly File[]) => void;
  readonly slotted: () => void;
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
  .summary {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 6px 12px;
    padding-inline: 4px;
  }
  .summary vod-upload-progress {
    flex: 1 0 100%;
    --vod-bar: 4px;
  }
`;

/** For file choosers that grey out what does not fit; extensions that browsers know no type for are named. */
const USUAL_FILES =
  'video/*,audio/*,.mkv,.flv,.f4v,.ts,.m2t,.mts,.rm,.rmvb,.ra,.vob,.dat,.dv,.asf,.mj2,.mjpeg,.qt,.swf,.gif,.ape,.amr,.caf,.acm,.ac3';

/** The layout, unless the page has its own; the file input, which is always there; and the two live regions. */
export const panel = (facts: PanelFacts): TemplateResult =>
  html`${facts.own ? nothing : layout(facts)}<slot @slotchange=${facts.slotted}></slot>
    <input
      type="file"
      hidden
      tabindex="-1"
      aria-label=${facts.wording.say('file-input')}
      accept=${facts.accept || USUAL_FILES}
      ?multiple=${facts.multiple}
      ?disabled=${facts.disabled}
      @change=${(event: Event) => picked(event.target as HTMLInputElement, facts)}
    />
    <div class="unseen" role="status">${facts.said.polite}</div>
    <div class="unseen" role="alert">${facts.said.urgent}</div>`;

function picked(input: HTMLInputElement, facts: PanelFacts): void {
  const files = [...(input.files ?? [])];
  // So that the same file can be chosen again.
  input.value = '';
  if (files.length > 0) facts.picked(files);
}

/** Files may be dropped on all of it, also while the zone is hidden: else the browser would leave the page for them. */
const layout = ({ count, room, noDrop }: LayoutFacts): TemplateResult => html`
  <div class="panel" part="panel">
    ${
      noDrop
        ? html`<vod-upload-button exportparts="button" ?hidden=${!room}></vod-upload-button>`
        : html`<vod-upload-drop
            exportparts="zone, picture, title, hint, button"
            ?compact=${count > 0}
            ?hidden=${!room}
          ></vod-upload-drop>`
    }
    ${
      count > 1
        ? html`<div class="summary" part="summary">
            <vod-upload-status></vod-upload-status>
            <vod-upload-controls exportparts="control"></vod-upload-controls>
            <vod-upload-progress exportparts="track, fill"></vod-upload-progress>
          </div>`
        : nothing
    }
    <vod-upload-list exportparts=${LIST_PARTS}></vod-upload-list>
  </div>
`;
