import { property } from './property.js';
import type { Settings } from '../engine/settings.js';
import type { Attributes } from './attributes.js';
import type { Category } from './category.js';
import { ConnectionAttributes } from './connection-attributes.js';
import { counted, written } from './sense.js';
import type { MetadataSource, StoreChoice, UploaderHandle } from './uploader-factory.js';

/** The attributes and properties of `<vod-uploader>`. Later words count: none of them is fixed when it is attached. */
export class UploaderAttributes extends ConnectionAttributes implements Attributes {
  /** URL of `CreateUploadVideo`, where it does not lie under `endpoint`. */
  @property() createUrl?: string;
  /** URL of `RefreshUploadVideo`, where it does not lie under `endpoint`. */
  @property() refreshUrl?: string;
  /** URL of `GetUploadDetails`, where it does not lie under `endpoint`. */
  @property() detailsUrl?: string;
  /** URL of `BatchGetMediaInfos`, where it does not lie under `endpoint`. */
  @property() infosUrl?: string;
  /**
   * Whose client sends to OSS: `native` (the default), `ali-oss` (Alibaba's, an optional peer), or a function.
   * @type {'native' | 'ali-oss' | OpenStore | undefined}
   */
  @property() store?: StoreChoice;
  /**
   * Who imports by URL: `vod` (the default), or `ims` for Intelligent Media Services.
   * @type {'vod' | 'ims' | undefined}
   */
  @property() service?: string;
  /** OSS region, such as `cn-shanghai`, instead of the ticket's. */
  @property() region?: string;
  /** The ticket's endpoint is a custom domain that stands for the bucket. */
  @property({ type: Boolean }) cname = false;
  /** Under which a form sends the VideoIds; without one it sends nothing. */
  @property({ reflect: true, useDefault: true }) name = '';
  /** The form is invalid until something is uploaded. */
  @property({ type: Boolean, reflect: true }) required = false;
  /** Takes no files; uploads under way go on. */
  @property({ type: Boolean, reflect: true }) disabled = false;
  /** Formats as a file input takes them, such as `.mp4,audio/*`; empty means all that VOD takes. */
  @property() accept = '';
  /** Takes any number of files, or `max-files`. */
  @property({ type: Boolean, reflect: true }) multiple = false;
  /** Number of files in the list at once, 1 or more. */
  @property({ converter: counted }) maxFiles?: string | number;
  /** Largest file: bytes, or `2GB`, `500MB` in steps of 1024. */
  @property({ converter: written }) maxFileSize?: string | number;
  /** Smallest file: bytes, or `100KB`; 1 byte unless said. */
  @property({ converter: written }) minFileSize?: string | number;
  /** Longest film or sound: seconds, or `10m`, `1h30m`, `2:30`. What does not say how long it is is taken. */
  @property({ converter: written }) maxDuration?: string | number;
  /** Does not read a file's header before it is sent. */
  @property({ type: Boolean }) noInspect = false;
  /** What becomes of uploads that an earlier page left: `ask` (the default) offers them, `auto` goes on, `off` stores nothing. */
  @property() resumeMode?: string;
  /** Whose unfinished uploads these are, on a computer that several people use. */
  @property() userKey?: string;
  /** `md5` (the default): OSS itself refuses a damaged part; `none`: faster on slow computers. */
  @property() checksum?: string;
  /** Leaves the page without asking, even while bytes are at risk. */
  @property({ type: Boolean }) noUnloadGuard = false;
  /** Lets the screen go dark while bytes are being sent. */
  @property({ type: Boolean }) noWakeLock = false;
  /** Waits for `start()` or its button. */
  @property({ type: Boolean }) manual = false;
  /** Each file has a form for what VOD is told of it, and waits for its Start button. */
  @property({ type: Boolean }) details = false;
  /** What that form offers: `[{ id, name, children? }]`, with VOD's `CateId` as `id`. Without any it asks for none. */
  @property({ attribute: false }) categories?: readonly Category[];
  /** Refuses a file by returning, or throwing, a sentence for the person. */
  @property({ attribute: false }) validate?: Settings['validate'];
  /** VOD's `Title`, at most 128 characters; the file's name unless said. */
  @property() videoTitle?: string;
  /** VOD's `Description`, at most 1,024 characters. */
  @property() description?: string;
  /** VOD's `Tags`, separated by commas or as an array; at most 16. */
  @property() tags?: string | readonly string[];
  /** VOD's `CateId`: the category. */
  @property({ converter: counted }) cateId?: string | number;
  /** VOD's `TemplateGroupId`: how it is transcoded. */
  @property() templateGroupId?: string;
  /** VOD's `WorkflowId`. */
  @property() workflowId?: string;
  /** VOD's `StorageLocation`: the bucket. */
  @property() storageLocation?: string;
  /** VOD's `AppId`. */
  @property() appId?: string;
  /** VOD's `ReferenceId`: your own id, 6 to 64 of `[A-Za-z0-9_-]`. */
  @property() referenceId?: string;
  /** VOD's `CoverURL`: a picture that stands for the video. */
  @property() coverUrl?: string;
  /** Goes into `UserData.Extend`: JSON, or plain text. */
  @property() extend?: string | number | boolean | object;
  /** What VOD is told about a file, as an object or by a function of the file; wins over the attributes. */
  @property({ attribute: false }) metadata?: MetadataSource;
  /** Uploads at a time; 2 unless said. */
  @property({ converter: counted }) maxConcurrentUploads?: string | number;
  /** Connections of all uploads together: `auto` or a number. */
  @property({ converter: counted }) maxConnections?: string | number;
  /** Of one part at most: `auto`, bytes, or `8MB`; 100KB or more. Smaller at first and on slow lines. */
  @property({ converter: written }) partSize?: string | number;
  /** Of all uploads together, each second: bytes, `500KB`, `2MB`, or `off` (the default). */
  @property({ converter: written }) maxBandwidth?: string | number;
  /** The account does not transcode: an upload is ready when VOD has the file. */
  @property({ type: Boolean }) noTranscode = false;
  /** What a person cancels is taken back from VOD too, where the backend has `DeleteVideo`. */
  @property({ type: Boolean }) deleteCanceled = false;
  /**
   * `panel` (the default); `compact`: one line, and one for each upload; `button`: a button, and beside it how all stand,
   * once there is something to say.
   * @type {'panel' | 'compact' | 'button'}
   */
  @property({ reflect: true, useDefault: true }) layout = 'panel';
  /** Takes files that are dropped anywhere on the page, and says over all of it whether it will. */
  @property({ type: Boolean }) pageDrop = false;
  /** The button chooses a folder, with all video and audio in it. */
  @property({ type: Boolean }) folder = false;
  /**
   * On phones the button opens the camera: that towards the person, or the other one.
   * @type {'user' | 'environment' | ''}
   */
  @property() capture = '';
  /** Takes no dropped files. */
  @property({ type: Boolean }) noDrop = false;
  /** Takes no pasted files. */
  @property({ type: Boolean }) noPaste = false;
  /** Has no pause buttons. */
  @property({ type: Boolean }) noPause = false;
  /** An uploader of the page's own; it goes on when this element is taken out, and keeps its own settings. */
  @property({ attribute: false }) uploader?: UploaderHandle;
}
