/** docs/fields.md. */
export const FIELDS: string;
/** Its text as the tables of test/fields say it is. */
export function fields(): Promise<string>;
