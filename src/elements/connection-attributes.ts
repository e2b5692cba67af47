import { LitElement } from 'lit';
import { property } from './property.js';
import { counted } from './sense.js';
import type { Text } from '../words/text.js';
import type { BackendCalls, HeadersSource } from './uploader-factory.js';

/** What every element that asks the page's backend takes as attributes and properties. */
export class ConnectionAttributes extends LitElement {
  /** Base URL of the page's backend; each action is `POST {endpoint}/{Action}`. */
  @property() endpoint?: string;
  /** URLs of single actions, by their names, where they do not lie under `endpoint`. */
  @property({ attribute: false }) urls?: Readonly<Record<string, string>>;
  /** Plain async functions instead of an endpoint: `{ createUploadVideo, refreshUploadVideo, … }`. */
  @property({ attribute: false }) backend?: BackendCalls;
  /** For requests to the backend: an object, or a function that is asked each time. */
  @property({ attribute: false }) headers?: HeadersSource;
  /** Sends cookies to a backend of another origin too. */
  @property({ type: Boolean }) withCredentials = false;
  /** Calls to the backend each second, at most, to see what became of all that is followed on this page; 10 unless said. */
  @property({ converter: counted }) pollsPerSecond?: string | number;
  /** Language of words and numbers, such as `de` or `zh-TW`; else that of the nearest `lang`. */
  @property() locale?: string;
  /** Words of your own for single texts. */
  @property({ attribute: false }) text?: Partial<Text>;
}
