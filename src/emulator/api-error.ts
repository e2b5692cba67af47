/** A refusal in the OpenAPI's own words. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

// D21 error pages and the RPC gateway's. What no page words is worded here.
const KNOWN: Readonly<Record<string, readonly [number, string]>> = {
  AddVideoFailed: [503, 'Adding the video has failed due to some unknown reasons.'],
  Forbidden: [403, 'User not authorized to operate on the specified resource.'],
  'Forbidden.IllegalStatus': [403, 'Status of the video is illegal.'],
  IllegalCharacters: [400, 'The specified %s contains illegal emoticon or special characters.'],
  IncompleteSignature: [400, 'The request signature does not conform to Aliyun standards.'],
  InternalError: [500, 'The request processing has failed due to some unknown error.'],
  'InvalidAccessKeyId.NotFound': [404, 'Specified access key is not found.'],
  'InvalidAction.NotFound': [404, 'Specified api is not found, please check your url and method.'],
  'InvalidCateId.NotFound': [404, 'The CateId does not exist.'],
  'InvalidFile.NotFound': [404, 'The file does not exist.'],
  'InvalidFileName.Extension': [400, "The specified FileName's extension is illegal."],
  'InvalidMultipartUpload.NotFound': [400, 'The multipart upload does not exist.'],
  InvalidParameter: [400, 'The specified parameter "%s" is not valid.'],
  InvalidReferenceId: [400, 'The specified ReferenceId is not valid.'],
  'InvalidSecurityToken.MismatchWithAccessKey': [400, 'The security token does not match the access key.'],
  'InvalidStorage.NotFound': [404, 'The StorageLocation does not exist.'],
  'InvalidTemplateGroupId.NotFound': [404, 'The TemplateGroupId does not exist.'],
  'InvalidTimeStamp.Expired': [400, 'Specified time stamp or date value is expired.'],
  'InvalidTimeStamp.Format': [400, 'Specified time stamp or date value is not well formatted.'],
  InvalidVersion: [400, 'Specified parameter Version is not valid.'],
  'InvalidVideo.NotFound': [404, 'The video does not exist.'],
  'InvalidWorkflowId.NotFound': [404, 'The WorkflowId does not exist.'],
  LengthExceededMax: [400, 'The specified %s length has exceeded the maximum allowed.'],
  'LimitExceeded.MediaIds': [400, 'The MediaIds exceeds maximum.'],
  MissingParameter: [400, 'The input parameter "%s" that is mandatory for processing this request is not supplied.'],
  ServiceUnAvailable: [503, 'The request has failed due to a temporary failure of the server.'],
  SignatureDoesNotMatch: [400, 'Specified signature is not matched with our calculation.'],
  SignatureNonceUsed: [400, 'Specified signature nonce was used already.'],
  TagsExceededMax: [400, 'The specified Tags count has exceeded the maximum allowed.'],
  Throttling: [400, 'Request was denied due to request throttling.'],
  'Throttling.User': [400, 'Request was denied due to user flow control.'],
};

/** `about` fills the message's placeholder: a parameter's name. */
export function apiError(code: string, about = ''): ApiError {
  const [status, words] = KNOWN[code] ?? [400, code];
  return new ApiError(status, code, words.replace('%s', about));
}
