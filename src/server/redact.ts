const RULES: readonly (readonly [RegExp, string])[] = [
  // pop-core puts the whole signed URL into its message.
  [/(https?:\/\/[^\s"'?<>]*)\?[^\s"'<>]*/gi, '$1?***'],
  // A refused signature is answered with the string to sign, which starts like this.
  [/(server )?string to sign is\s*:?.*/gis, 'string to sign is: ***'],
  // An Authorization header's value, by its scheme.
  [/\b(OSS4?-HMAC-SHA256|ACS3-HMAC-SHA256|OSS|Bearer|Basic)\s+\S.*/g, '$1 ***'],
  [
    /\b(signature|access_?key_?(?:id|secret)|(?:x-oss-)?security-?token|upload_?auth|upload_?address|auth_key|authorization|password)\b("?\s*(?:=|:|%3D)\s*"?)[^\s"'&,;]+/gi,
    '$1$2***',
  ],
  [/\b(?:LTAI|STS\.|CAIS)[\w+/=-]{6,}/g, '***'],
  // Anything long enough to be a token, a signature or a Base64 ticket; ids (32 hex digits, UUIDs) are shorter.
  [/[A-Za-z0-9+/_-]{48,}={0,2}/g, '***'],
];

/** The text without anything that looks like a key, a token, a signature or a signed URL's query. */
export function redact(text: string): string {
  return RULES.reduce((clean, [pattern, instead]) => clean.replace(pattern, instead), text);
}
