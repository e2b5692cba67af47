import { xmlDocument } from './xml.js';

/** A refusal in OSS's own words. */
export class OssError extends Error {
  override readonly name = 'OssError';
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    /** Further elements of the body. */
    readonly extra: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

const KNOWN: Readonly<Record<string, readonly [number, string]>> = {
  AccessDenied: [403, 'You have no right to access this object.'],
  AccessForbidden: [403, 'CORSResponse: This CORS request is not allowed.'],
  AccessKeyIdAndSecurityTokenNotMatch: [403, 'The access key id and the security token do not belong together.'],
  EntityTooSmall: [400, 'Your proposed upload smaller than the minimum allowed size.'],
  FileAlreadyExists: [409, 'The object you specified already exists and can not be overwritten.'],
  IncompleteBody: [400, 'The number of bytes sent differs from the Content-Length header.'],
  // Of the emulator alone: OSS has no disk that is full.
  InsufficientStorage: [507, 'The disk of this emulator is full.'],
  InternalError: [500, 'We encountered an internal error. Please try again.'],
  InvalidAccessKeyId: [403, 'The OSS Access Key Id you provided does not exist in our records.'],
  InvalidArgument: [400, 'Invalid argument.'],
  InvalidDigest: [400, 'The Content-MD5 you specified was invalid.'],
  InvalidObjectName: [400, 'The specified object is not valid.'],
  InvalidPart: [
    400,
    'One or more of the specified parts could not be found or the specified entity tag might not have matched.',
  ],
  InvalidPartOrder: [400, 'The list of parts was not in ascending order. Parts must be ordered by part number.'],
  InvalidRange: [416, 'The requested range cannot be satisfied.'],
  InvalidSecurityToken: [403, 'The security token you provided is invalid.'],
  MalformedXML: [400, 'The XML you provided was not well-formed or did not validate against our published schema.'],
  MethodNotAllowed: [405, 'The specified method is not allowed against this resource.'],
  NoSuchBucket: [404, 'The specified bucket does not exist.'],
  NoSuchKey: [404, 'The specified key does not exist.'],
  NoSuchUpload: [
    404,
    'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
  ],
  RequestTimeTooSkewed: [403, 'The difference between the request time and the current time is too large.'],
  RequestTimeout: [
    400,
    'Your socket connection to the server was not read from or written to within the timeout period.',
  ],
  SecurityTokenExpired: [403, 'The security token you provided has expired.'],
  ServiceUnavailable: [503, 'Please reduce your request rate.'],
  SignatureDoesNotMatch: [
    403,
    'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
  ],
};

/** With the status and the message that OSS gives this code; an unknown code is a 400 that says its own name. */
export function ossError(code: string, extra: Readonly<Record<string, string>> = {}, message?: string): OssError {
  const [status, words] = KNOWN[code] ?? [400, code];
  return new OssError(status, code, message ?? words, extra);
}

/** `<Error>`; the message is never empty, because the C++ SDK crashes on one. */
export const ossErrorBody = (error: OssError, requestId: string, host: string): string =>
  xmlDocument('Error', {
    Code: error.code,
    Message: error.message || error.code,
    RequestId: requestId,
    HostId: host,
    ...error.extra,
  });
