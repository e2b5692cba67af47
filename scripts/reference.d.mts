/** docs/reference.md. */
export const REFERENCE: string;
/** Its text as the sources say it is. */
export function reference(): Promise<string>;
