import type { UploadError } from '../engine/error.js';
import type { UploadState } from '../engine/state.js';
import { tellDeveloper } from './tell-developer.js';

/** A person cannot mend what the page or its backend got wrong: whoever can reads the console. Once for each upload. */
export function tellMistake({ code, who, message }: UploadError, told?: Set<string>, id = ''): void {
  if (who === 'integrator' || who === 'us') tellOnce(`${id} ${code}`, message, told);
}

/** The same of what an upload has failed of, and of a wait that may have no end. */
export function tellTrouble(upload: UploadState, told: Set<string>): void {
  if (upload.phase === 'failed') tellMistake(upload.error, told, upload.id);
  else if (upload.phase === 'waiting' && upload.reason === 'unreachable')
    tellOnce(upload.reason, 'No answer from the bucket. Does its CORS rule name this origin?', told);
}

function tellOnce(what: string, message: string, told?: Set<string>): void {
  if (told?.has(what)) return;
  told?.add(what);
  tellDeveloper(message);
}
