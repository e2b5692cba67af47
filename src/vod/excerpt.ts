const LENGTH = 120;

/** Words of the API's secrets, and anything long enough to be one. Ids of 32 digits and UUIDs are shorter. */
const SUSPICIOUS = /upload_?auth|upload_?address|signature|security_?token|access_?key|auth_key|[A-Za-z0-9+/_=-]{40,}/i;

/** The first characters of an answer that could not be understood, or nothing of it when it may hold credentials. */
export function excerptOf(answer: string): string {
  if (SUSPICIOUS.test(answer)) return '(withheld: it may hold credentials)';
  const words = answer.replace(/\s+/g, ' ').trim();
  return words.length > LENGTH ? `${words.slice(0, LENGTH - 1)}…` : words;
}
