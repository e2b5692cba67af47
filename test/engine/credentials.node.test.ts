import { describe, expect, it } from 'vitest';
import { createFakePorts, createTestUploader, failing, fileOf } from '../support/fake-ports.js';

const SIZE = 102_400 * 6;

describe('credentials', () => {
  it('are renewed once for all the parts that were refused together, and the parts go on', async () => {
    const fake = createFakePorts();
    fake.fail((call) => call.token === 'token-2', failing('credentials-expired'));
    const { uploader, phase } = createTestUploader(fake);
    uploader.addFiles([fileOf(SIZE)]);
    await fake.time.until(() => phase() === 'ready');
    expect(fake.count('refresh')).toBe(1);
    expect(fake.metadata).toHaveLength(1);
  });

  it('are renewed ahead of time, at four fifths of their life, without anybody waiting', async () => {
    const fake = createFakePorts({ bytesPerSecond: 3_000, lifetimeMs: 100_000 });
    const { uploader, phase, phases } = createTestUploader(fake, { maxConnections: 1 });
    uploader.addFiles([fileOf(SIZE)]);
    await fake.time.until(() => phase() === 'ready');
    expect(fake.count('refresh')).toBeGreaterThan(0);
    expect(phases()).not.toContain('waiting');
  });

  it('that cannot be renewed are an error that says so', async () => {
    const fake = createFakePorts();
    // The first part goes through with the ticket that the second one is refused with.
    fake.fail(
      (call) => call.op === 'put' && (call.n !== 1 || call.token === 'token-2'),
      failing('credentials-expired'),
    );
    const { refresh } = fake.ports.backend;
    let same: Awaited<ReturnType<typeof refresh>> | undefined;
    Object.assign(fake.ports.backend, { refresh: async (id: string, o: never) => (same ??= await refresh(id, o)) });
    const { uploader, phase, first } = createTestUploader(fake, { maxConnections: 1 });
    uploader.addFiles([fileOf(SIZE)]);
    await fake.time.until(() => phase() === 'failed');
    expect(first()).toMatchObject({ error: { code: 'credentials-dead' } });
  });

  it('for another object are never used', async () => {
    const fake = createFakePorts();
    fake.fail((call) => call.op === 'put' && call.token === 'token-2', failing('credentials-expired'));
    const { refresh } = fake.ports.backend;
    Object.assign(fake.ports.backend, {
      refresh: async (id: string, o: never) => {
        const ticket = await refresh(id, o);
        return { ...ticket, target: { ...ticket.target, key: 'sv/other.mp4' } };
      },
    });
    const { uploader, phase, first } = createTestUploader(fake);
    uploader.addFiles([fileOf(SIZE)]);
    await fake.time.until(() => phase() === 'failed');
    expect(first()).toMatchObject({ error: { code: 'ticket-changed' } });
    expect(fake.calls.filter((c) => c.op === 'put').every((c) => c.token === 'token-2')).toBe(true);
  });

  it('are waited for while the backend is down', async () => {
    const fake = createFakePorts();
    fake.fail((call) => call.token === 'token-2', failing('credentials-expired'));
    fake.fail((call) => call.op === 'refresh', failing('backend-busy'), 12);
    const { uploader, phase, seen } = createTestUploader(fake);
    uploader.addFiles([fileOf(SIZE)]);
    await fake.time.until(() => phase() === 'ready');
    expect(seen.some((s) => s.phase === 'waiting')).toBe(true);
    expect(fake.count('refresh')).toBe(13);
  });

  it('are renewed once when access is denied, and it is said when that does not help', async () => {
    const fake = createFakePorts();
    fake.fail((call) => call.op === 'put' && call.n === 1, failing('storage-refused', { status: 403 }));
    const { uploader, phase, first } = createTestUploader(fake);
    uploader.addFiles([fileOf(SIZE)]);
    await fake.time.until(() => phase() === 'failed');
    expect(first()).toMatchObject({ error: { code: 'storage-refused' } });
    expect(fake.count('refresh')).toBe(1);
    expect(fake.calls.filter((c) => c.op === 'put' && c.n === 1)).toHaveLength(2);
  });
});
