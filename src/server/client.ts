/** The two OpenAPI services that the kit calls. */
export type Service = 'vod' | 'ice';

/** OpenAPI parameters in the API's own spelling. */
export type Params = Readonly<Record<string, string | number | boolean>>;

/**
 * Calls one OpenAPI action and resolves to its JSON reply, unchanged. Rejects with a `VodApiError` when the service
 * answers with an error. Implemented by Alibaba's own client (`node-client.ts`) and by the emulator itself.
 */
export interface VodClient {
  call(service: Service, action: string, params: Params): Promise<Record<string, unknown>>;
}

/** Characters: a longer one goes as a form instead. Twenty imports with their texts have hundreds of thousands. */
export const LONGEST_QUERY = 8_000;

/** An error reply of the service: `{RequestId, Code, Message}` with its HTTP status. */
export class VodApiError extends Error {
  override readonly name = 'VodApiError';
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly requestId: string | undefined,
  ) {
    super(message);
  }
}
