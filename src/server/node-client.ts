import type * as OpenApiCore from '@alicloud/openapi-core';
import type * as Darabonba from '@darabonba/typescript';
import { LONGEST_QUERY, VodApiError, type Params, type VodClient } from './client.js';
import { Misconfigured } from './misconfigured.js';
import { redact } from './redact.js';
import { API_VERSIONS, serviceHost } from './service-hosts.js';

export interface NodeClientOptions {
  /** Required; `undefined` is in the type so that `process.env` can be passed as it is. */
  readonly accessKeyId: string | undefined;
  /** Required, likewise. */
  readonly accessKeySecret: string | undefined;
  /** For temporary credentials. */
  readonly securityToken?: string | undefined;
  /** Default `cn-shanghai`. */
  readonly region?: string | undefined;
  /** For both services, such as an emulator's `http://127.0.0.1:5180`. Default: the service's own in the region. */
  readonly endpoint?: string | undefined;
  /** Default: the endpoint's own, `https` where it has none. */
  readonly protocol?: 'http' | 'https';
  /** Resolves to Alibaba's two packages, where a bundler must be told of them. */
  readonly load?: () => Promise<readonly [typeof OpenApiCore, typeof Darabonba]>;
}

const loadPackages = () => Promise.all([import('@alicloud/openapi-core'), import('@darabonba/typescript')]);

const CONNECT_TIMEOUT_MS = 5_000;
const READ_TIMEOUT_MS = 15_000;

/**
 * Calls the services through Alibaba's own client: `@alicloud/openapi-core` and `@darabonba/typescript`, which the
 * project that runs the backend installs. They are loaded at the first call. Throws a `TypeError` without a key.
 */
export function createNodeClient(options: NodeClientOptions): VodClient {
  const { accessKeyId, accessKeySecret, securityToken, region = 'cn-shanghai' } = options;
  if (!accessKeyId || !accessKeySecret) throw new TypeError('createNodeClient needs accessKeyId and accessKeySecret');
  const { protocol = /^http:/i.test(options.endpoint ?? '') ? 'http' : 'https' } = options;
  // The client wants a bare host.
  const endpoint = options.endpoint?.replace(/^https?:\/\//i, '').replace(/\/+$/, '');
  let loading: Promise<Libraries> | undefined;

  return {
    async call(service, action, params) {
      loading ??= load(options.load ?? loadPackages);
      const { Client, openApi, RuntimeOptions } = await loading;
      const config = new openApi.Config({
        accessKeyId,
        accessKeySecret,
        ...(securityToken && { securityToken }),
        regionId: region,
        endpoint: endpoint ?? serviceHost(service, region),
        protocol,
      });
      const call = new openApi.Params({
        action,
        version: API_VERSIONS[service],
        protocol: protocol.toUpperCase(),
        method: 'POST',
        authType: 'AK',
        style: 'RPC',
        pathname: '/',
        reqBodyType: 'formData',
        bodyType: 'json',
      });
      const query = toQuery(params);
      const isLong = String(new URLSearchParams(query)).length > LONGEST_QUERY;
      const request = new openApi.OpenApiRequest(isLong ? { body: query } : { query });
      // No retries of its own: a create must not be repeated blindly.
      const runtime = new RuntimeOptions({
        autoretry: false,
        connectTimeout: CONNECT_TIMEOUT_MS,
        readTimeout: READ_TIMEOUT_MS,
      });
      try {
        const reply = (await new Client(config).callApi(call, request, runtime)) as { body?: unknown };
        if (typeof reply.body === 'object' && reply.body !== null) return reply.body as Record<string, unknown>;
      } catch (error) {
        throw toApiError(error);
      }
      throw new VodApiError(502, 'InvalidReply', `${action} was answered without JSON`, undefined);
    },
  };
}

interface Libraries {
  readonly Client: typeof OpenApiCore.default;
  readonly openApi: typeof OpenApiCore.$OpenApiUtil;
  readonly RuntimeOptions: typeof Darabonba.RuntimeOptions;
}

async function load(packages: NonNullable<NodeClientOptions['load']>): Promise<Libraries> {
  try {
    const [core, darabonba] = await packages();
    // CommonJS: in Node the class is `default.default`, behind a bundler's interop `default`.
    const own = core.default as unknown as Libraries['Client'] & { default?: Libraries['Client'] };
    return { Client: own.default ?? own, openApi: core.$OpenApiUtil, RuntimeOptions: darabonba.RuntimeOptions };
  } catch (cause) {
    throw new Misconfigured(
      'createNodeClient needs two more packages: npm install @alicloud/openapi-core @darabonba/typescript',
      { cause },
    );
  }
}

const toQuery = (params: Params): Record<string, string> =>
  Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)]));

/** The client's errors carry the request and sometimes a signed URL: only the API's own words are kept, cleaned. */
function toApiError(error: unknown): Error {
  const { code, statusCode, data, message } = error as {
    code?: unknown;
    statusCode?: unknown;
    data?: { RequestId?: unknown; Code?: unknown; Message?: unknown };
    message?: unknown;
  };
  const apiCode = data?.Code ?? code;
  if (typeof apiCode === 'string' && typeof statusCode === 'number') {
    const words = typeof data?.Message === 'string' ? data.Message : String(message);
    const requestId = typeof data?.RequestId === 'string' ? data.RequestId : undefined;
    return new VodApiError(statusCode, apiCode, redact(words), requestId);
  }
  return new Error(`The service could not be reached: ${redact(String(message))}`);
}
