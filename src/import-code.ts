/** The part of the composition that nothing needs before VOD is asked to fetch a file by itself. */
export { Importer } from './engine/importer.js';
