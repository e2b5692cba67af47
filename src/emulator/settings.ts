/** What the emulator looks at. A test proves its worth by going red when one is off. */
export interface Checks {
  readonly signature: boolean;
  readonly token: boolean;
  readonly md5: boolean;
  readonly partSize: boolean;
  readonly order: boolean;
}

export interface Settings {
  /** From the completed object to VOD noticing it: until then it says Uploading. */
  readonly noticeMs: number;
  /** From UploadSucc to Transcoding: VOD looks at the file. */
  readonly analyseMs: number;
  /** From Transcoding to Normal or TranscodeFail. */
  readonly transcodeMs: number;
  /** How long a new token really works. */
  readonly tokenLifeMs: number;
  /** How long it is said to work: UploadAuth's `Expiration`. */
  readonly expirationSeconds: number;
  /** The service's clock against this machine's. */
  readonly clockOffsetMs: number;
  readonly v4: 'accept' | 'refuse';
  readonly v1: 'accept' | 'refuse';
  /** May upload credentials read the object back? */
  readonly head: 'allow' | 'deny';
  readonly listParts: 'allow' | 'deny';
  /** Access-Control-Expose-Headers of the bucket. */
  readonly expose: readonly string[];
  readonly cors: boolean;
  readonly failTranscode: boolean;
  /** As with the built-in template group `VOD_NO_TRANSCODE`. */
  readonly noTranscode: boolean;
  /** Do GetUploadDetails' ratio and sizes appear? Uploads from a browser do not report them (VOD's SDK, Aug 2026). */
  readonly reporter: boolean;
  /** From an import's submission to its beginning: so long it can be canceled. */
  readonly importPendingMs: number;
  /** Between any two of its later steps. */
  readonly importStepMs: number;
  /** A download that takes longer fails. */
  readonly importTimeoutMs: number;
  /** The same SessionId within 10 minutes: the same jobs, or a refusal. */
  readonly sessionAgain: 'same' | 'refuse';
  /** Replies as odd as the documents' own samples. */
  readonly quirks: boolean;
  /** Media ids that the account may not see. */
  readonly forbidden: readonly string[];
  /** Transcoding template groups, workflows and categories that the account has; of an empty list it has them all. */
  readonly templateGroups: readonly string[];
  readonly workflows: readonly string[];
  readonly categories: readonly string[];
  /** Calls of one action in a second that are answered; what goes beyond is `Throttling.User`. 0: all. */
  readonly callsPerSecond: number;
  /** With scheme; `''` means the name that the emulator goes by. Node knows no `*.localhost`, so its clients want 127.0.0.1. */
  readonly ossEndpoint: string;
  readonly checks: Checks;
}

export type SettingsPatch = Partial<Omit<Settings, 'checks'>> & { readonly checks?: Partial<Checks> };

/** `EMULATOR_WITHOUT=signature,token,md5,partSize,order` switches checks off in every world. */
function defaultChecks(): Checks {
  const env = (globalThis as { process?: { env?: Record<string, string | undefined> } }).process?.env;
  const without = new Set((env?.EMULATOR_WITHOUT ?? '').split(',').map((name) => name.trim()));
  return {
    signature: !without.has('signature'),
    token: !without.has('token'),
    md5: !without.has('md5'),
    partSize: !without.has('partSize'),
    order: !without.has('order'),
  };
}

export function defaultSettings(): Settings {
  return {
    noticeMs: 0,
    analyseMs: 300,
    transcodeMs: 1500,
    tokenLifeMs: 3_600_000,
    expirationSeconds: 3600,
    clockOffsetMs: 0,
    v4: 'accept',
    v1: 'accept',
    head: 'allow',
    listParts: 'allow',
    expose: ['ETag', 'x-oss-request-id', 'x-oss-hash-crc64ecma'],
    cors: true,
    failTranscode: false,
    noTranscode: false,
    reporter: false,
    importPendingMs: 500,
    importStepMs: 200,
    importTimeoutMs: 60_000,
    sessionAgain: 'same',
    quirks: false,
    forbidden: [],
    templateGroups: [],
    workflows: [],
    categories: [],
    callsPerSecond: 0,
    ossEndpoint: '',
    checks: defaultChecks(),
  };
}

/** Throws `TypeError` on a name or a type that is not in `Settings`. */
export function patchSettings(settings: Settings, patch: unknown): Settings {
  return merge(settings, patch, '') as Settings;
}

function merge(base: object, patch: unknown, where: string): object {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch))
    throw new TypeError(`${where || 'settings'} must be an object`);
  const result: Record<string, unknown> = { ...base };
  for (const [name, value] of Object.entries(patch)) {
    const old = result[name];
    if (!Object.hasOwn(base, name)) throw new TypeError(`no setting ${where}${name}`);
    if (Array.isArray(old) !== Array.isArray(value) || typeof old !== typeof value)
      throw new TypeError(`${where}${name} must be a ${Array.isArray(old) ? 'list' : typeof old}`);
    result[name] =
      typeof old === 'object' && !Array.isArray(old) ? merge(old as object, value, `${where}${name}.`) : value;
  }
  return result;
}
