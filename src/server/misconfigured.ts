import type { VodApiError } from './client.js';

/** The backend cannot work until somebody changes it. The message says what to do, and is for its log alone. */
export class Misconfigured extends Error {
  override readonly name = 'Misconfigured';
}

/** Nobody can read a body twice. */
export const readBefore = (): Misconfigured =>
  new Misconfigured(
    'the body was read before it came here: nothing that reads bodies (a parser, authorize) may go before the handler',
  );

/** What the service says of the backend's own key, clock or account, and what to do about it. */
const OWN_FAULTS: readonly (readonly [RegExp, string])[] = [
  [/^InvalidAccessKeySecret|Signature(DoesNotMatch|NotMatch)/i, 'the AccessKey secret is wrong'],
  [/^(InvalidAccessKey|MissingAccessKey)/i, 'the AccessKey id does not exist or is disabled'],
  [/^(InvalidSecurityToken|MissingSecurityToken)/i, 'the security token is missing, wrong or expired: get new ones'],
  [/^InvalidTimeStamp/i, "this machine's clock is wrong"],
  [/^(IncompleteSignature|Signature(?!NonceUsed))/i, 'the request was not signed as the service wants it'],
];

/** Others' words pass to the page, and these explain them to whoever reads the log. */
const HINTS: readonly (readonly [RegExp, string])[] = [
  [/^(Forbidden$|Forbidden\.RAM|NoPermission)/i, "the key's RAM user may not do this: give it access to VOD"],
  [/^OperationDenied\.Suspended/i, 'the account is suspended, usually for an open bill'],
  [/^OperationDenied$/i, 'VOD is not activated for this account'],
];

const match = (rules: typeof OWN_FAULTS, { code }: VodApiError): string | undefined =>
  rules.find(([pattern]) => pattern.test(code))?.[1];

/** Nothing that the page or its visitor can mend. */
export const isOwnFault = (error: VodApiError): boolean => match(OWN_FAULTS, error) !== undefined;

/** What to do about it, where that is known. */
export const adviceOn = (error: VodApiError): string | undefined => match(OWN_FAULTS, error) ?? match(HINTS, error);
