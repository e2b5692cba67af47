import { html, LitElement, nothing, svg, type CSSResult, type PropertyValues, type TemplateResult } from 'lit';
import { isOver } from '../../src/core.js';
import { drawIcon } from '../../src/elements/draw-icon.js';
import { FAULTS, type Fault } from './faults.js';
import { Stage, type Line, type Tile, type Verdict } from './stage.js';
import { styles } from './styles.js';
import '../../src/define.js';

/** For what moves without the upload's own doing. */
const LOOK_EVERY_MS = 150;

const FATES: Readonly<Record<Tile['fate'], string>> = {
  flying: 'on its way',
  stored: 'stored',
  refused: 'refused',
  lost: 'broken off',
};

const megabytes = (bytes: number): string => `${(bytes / 1024 ** 2).toFixed(1)} MB`;

const icon = (path: string): TemplateResult => drawIcon(svg`<path d=${path}></path>`, 22);

/** An upload, and every button that might hurt it. */
export class BreakMyNetwork extends LitElement {
  static override properties = { megabytes: { type: Number }, megabytesPerSecond: { type: Number } };
  static override styles: CSSResult = styles;

  declare megabytes: number;
  declare megabytesPerSecond: number;
  stage: Stage | undefined;
  #looking: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    this.megabytes = 24;
    this.megabytesPerSecond = 2;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#looking = setInterval(() => this.stage?.look(), LOOK_EVERY_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#looking);
    void this.stage?.close();
    this.stage = undefined;
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (this.stage === undefined || changes.has('megabytes') || changes.has('megabytesPerSecond')) this.#renew();
  }

  protected override updated(): void {
    const log = this.renderRoot.querySelector('ol');
    if (log) log.scrollTop = log.scrollHeight;
  }

  #renew(): void {
    void this.stage?.close();
    const { megabytes, megabytesPerSecond } = this;
    this.stage = new Stage({ megabytes, megabytesPerSecond }, () => this.requestUpdate());
  }

  readonly #begin = (): void => {
    if (this.stage?.upload) this.#renew();
    void this.stage?.start();
    this.requestUpdate();
  };

  protected override render(): unknown {
    const { stage } = this;
    if (stage === undefined) return nothing;
    const { upload } = stage;
    const over = upload !== undefined && isOver(upload);
    return html`
      <div class="head">
        <h2>Break my network</h2>
        <p>A real upload, into an emulator of VOD and OSS inside this page. Do your worst.</p>
      </div>
      <div class="stage">
        <section class="upload" aria-label="The upload">
          ${
            upload
              ? html`<vod-uploader .uploader=${stage.uploader} no-drop
                  ><vod-upload-list></vod-upload-list
                ></vod-uploader>`
              : html`<p class="before">
                  <strong>Harbour at dawn.mp4</strong> ${this.megabytes} MB, at ${this.megabytesPerSecond} MB a second
                </p>`
          }
          ${
            upload === undefined || over
              ? html`<button class="begin" @click=${this.#begin}>${upload ? 'Once more' : 'Start the upload'}</button>`
              : nothing
          }
          ${stage.verdict ? this.#verdict(stage.verdict, stage) : nothing}
        </section>
        <section class="faults" aria-label="Faults">
          ${FAULTS.map((fault) => this.#fault(fault, stage, upload === undefined || over))}
        </section>
        <section class="wire" aria-label="What went over the wire">
          <h3>What went over the wire</h3>
          ${this.#wall(stage.tiles)}
          <p class="sums">
            <span>In the bucket <b>${megabytes(stage.stored)}</b> of ${this.megabytes} MB</span>
            <span>Requests for parts <b>${stage.tiles.length}</b></span>
            <span>Pages <b>${stage.pages}</b></span>
          </p>
        </section>
        <section class="log" aria-label="What happened">
          <h3>What happened</h3>
          <ol tabindex="0" aria-label="What happened, in words">
            ${stage.lines.map((line) => this.#line(line))}
            ${stage.lines.length === 0 ? html`<li class="plain">Nothing yet.</li>` : nothing}
          </ol>
        </section>
      </div>
    `;
  }

  #fault(fault: Fault, stage: Stage, disabled: boolean): TemplateResult {
    const on = stage.isOn(fault);
    return html`<button
      class="fault"
      data-fault=${fault.name}
      aria-pressed=${fault.over === undefined ? nothing : on}
      ?disabled=${disabled && !on}
      @click=${() => stage.press(fault)}
    >
      ${icon(fault.icon)}
      <span><b>${fault.title}</b><small>${on ? 'Click again to mend it' : fault.hint}</small></span>
    </button>`;
  }

  /** Each tile is a request; one that comes twice was broken the first time. */
  #wall(tiles: readonly Tile[]): TemplateResult {
    const count = (fate: Tile['fate']): number => tiles.filter((tile) => tile.fate === fate).length;
    const fates = Object.entries(FATES) as [Tile['fate'], string][];
    const said = fates.map(([fate, words]) => `${count(fate)} ${words}`).join(', ');
    return html`<div class="wall" role="img" aria-label="Requests for parts: ${said}">
        ${tiles.map(({ fate, part }) => html`<i class=${fate} title="Part ${part}: ${FATES[fate]}"></i>`)}
      </div>
      <p class="legend" aria-hidden="true">
        ${fates.map(([fate, words]) => html`<span><i class=${fate}></i>${count(fate)} ${words}</span>`)}
      </p>`;
  }

  #line({ at, tone, text }: Line): TemplateResult {
    return html`<li class=${tone}><time>${(at / 1000).toFixed(1)} s</time><span>${text}</span></li>`;
  }

  #verdict({ identical, bytes, parts, twice, videos }: Verdict, { pages }: Stage): TemplateResult {
    return html`<div class="verdict ${identical && twice === 0 ? 'good' : 'bad'}" role="status">
      <strong>${identical ? 'Identical, byte by byte' : 'Not the same bytes'}</strong>
      <span>
        ${bytes.toLocaleString('en')} bytes compared · ${parts} parts,
        ${twice === 0 ? 'none stored twice' : `${megabytes(twice)} stored twice`} ·
        ${videos === 1 ? 'one VideoId' : `${videos} VideoIds`}${pages > 1 ? ` over ${pages} pages` : ''}
      </span>
    </div>`;
  }
}
