import type { UploadError } from '../../src/engine/error.js';
import type { CredentialSource, OpenStore } from '../../src/engine/ports.js';
import { createAliOssStore } from '../../src/oss/ali-oss-store.js';
import { createNativeStore } from '../../src/oss/native-store.js';
import type { Send } from '../../src/engine/send-port.js';
import { credentials, fakeOss, type Answer, type FakeOptions } from './fake-oss.js';

export const { signal } = new AbortController();
export const source: CredentialSource = () => Promise.resolve(credentials);
/** Options of a `put` whose progress nobody looks at. */
export const put = { signal, onSent: () => undefined };
export const blob = (text: string): Blob => new Blob([text]);

/** Whatever is true of one store has to be true of the other. */
export const STORES: Readonly<Record<string, (send: Send) => OpenStore>> = {
  'native store': (send) => createNativeStore({ send, https: true }),
  'ali-oss store': (send) => createAliOssStore({ send, https: true }),
};

/** A store over the fake bucket, and the bucket. */
export function over(create: (send: Send) => OpenStore, options?: FakeOptions) {
  const oss = fakeOss(options);
  const openStore = create(oss.send);
  return { ...oss, openStore, store: openStore(source) };
}

/** The first requests get these answers (`undefined`: the bucket's own). */
export const answering = (create: (send: Send) => OpenStore, ...answers: (Answer | undefined)[]) =>
  over(create, { instead: (_, nth) => answers[nth - 1] });

export const rejection = async (promise: Promise<unknown>): Promise<UploadError> =>
  promise.then(
    () => {
      throw new Error('was expected to fail');
    },
    (error: unknown) => error as UploadError,
  );
