import '@vaadin/upload';
import { usableWith } from './usable.mjs';

usableWith('vaadin-button');
