import { randomHex } from './random.js';

export interface Account {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
}

/** STS credentials for one object of one bucket. */
export interface Credential extends Account {
  readonly securityToken: string;
  readonly bucket: string;
  readonly key: string;
  /** Service time, ms. */
  expiresAt: number;
}

export const ACCOUNT_PREFIX = 'LTAI-emulator-';

/** An account's keys follow from the world's name, so that a client can be set up without asking. */
export const accountOf = (world: string): Account => ({
  accessKeyId: ACCOUNT_PREFIX + world,
  accessKeySecret: `secret-of-${world}`,
});

/** The tokens that one world has issued. */
export class Credentials {
  readonly #byId = new Map<string, Credential>();

  issue(bucket: string, key: string, expiresAt: number): Credential {
    const credential: Credential = {
      accessKeyId: `STS.N${randomHex(12)}`,
      accessKeySecret: randomHex(22),
      securityToken: `CAIS${btoa(randomHex(48))}`,
      bucket,
      key,
      expiresAt,
    };
    this.#byId.set(credential.accessKeyId, credential);
    return credential;
  }

  find(accessKeyId: string): Credential | undefined {
    return this.#byId.get(accessKeyId);
  }

  hasToken(securityToken: string): boolean {
    return [...this.#byId.values()].some((credential) => credential.securityToken === securityToken);
  }

  /** Every token issued so far stops working. */
  expireAll(): void {
    for (const credential of this.#byId.values()) credential.expiresAt = 0;
  }

  clear(): void {
    this.#byId.clear();
  }
}
