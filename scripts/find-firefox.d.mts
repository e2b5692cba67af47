/** The path of an installed Firefox (FIREFOX_PATH first), or undefined. */
export function findFirefox(): string | undefined;
