import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { oneOf } from './attributes.js';
import { detailOf, type UploadDetail } from './events.js';
import { tell } from './intake.js';
import { read } from './sense.js';
import { RESUME_MODES, type ResumeMode, type UploaderHandle } from './uploader-factory.js';

export const resumeModeOf = (host: object & { resumeMode?: string | undefined }): ResumeMode =>
  read(host, 'resumeMode', oneOf(...RESUME_MODES), 'ask');

interface Host extends ReactiveControllerHost, HTMLElement {
  readonly resumeMode?: string | undefined;
}

/** Brings back what an earlier page left unfinished, once for each uploader and scope, unless the page says no. */
export class ResumeController implements ReactiveController {
  #asked: string | undefined;

  constructor(
    private readonly host: Host,
    private readonly own: () => UploaderHandle | undefined,
  ) {
    host.addController(this);
  }

  hostUpdated(): void {
    const uploader = this.own();
    const mode = resumeModeOf(this.host);
    if (uploader === undefined || mode === 'off' || uploader.settings.scope === this.#asked) return;
    this.#asked = uploader.settings.scope;
    void this.#look(uploader, mode);
  }

  async #look(uploader: UploaderHandle, mode: ResumeMode): Promise<void> {
    const uploads = (await uploader.listResumable()).map(detailOf);
    if (!this.host.isConnected || !this.#ask(uploads)) return;
    // Also what is no question: another tab is at it, or only VOD has work left.
    const restored = await uploader.restore();
    if (mode === 'auto') for (const { id } of restored) uploader.start(id);
  }

  /** Whether they may come into the list. */
  #ask(uploads: readonly UploadDetail[]): boolean {
    const [upload] = uploads;
    return upload === undefined || tell(this.host, 'resumable-found', { uploads, upload }, true);
  }
}
