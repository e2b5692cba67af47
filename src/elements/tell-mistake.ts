import type { UploadError } from '../engine/error.js';
import { tellDeveloper } from './tell-developer.js';

/** A person cannot mend what the page or its backend got wrong: whoever can reads the console. Once for each upload. */
export function tellMistake({ code, who, message }: UploadError, told?: Set<string>, id = ''): void {
  const key = `${id} ${code}`;
  if ((who !== 'integrator' && who !== 'us') || told?.has(key)) return;
  told?.add(key);
  tellDeveloper(message);
}
