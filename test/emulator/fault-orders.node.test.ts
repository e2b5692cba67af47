import { describe, expect, it } from 'vitest';
import { Faults, FAULT_KINDS, type FaultOrder } from '../../src/emulator/faults.js';

/** The least that each kind wants, and all that it takes. */
const LEAST: Readonly<Record<string, object>> = {
  delay: { delayMs: 5 },
  'delay-after': { delayMs: 5 },
  slow: { bytesPerSecond: 5000 },
  strip: { strip: ['ETag'] },
  skew: { skewMs: -3_600_000 },
};

const order = (given: object): unknown => new Faults().add(given as FaultOrder);

describe('an order of a fault', () => {
  it('is taken for every kind, with the least that it needs, and is plain JSON', () => {
    const faults = new Faults();
    for (const what of FAULT_KINDS) faults.add({ what, ...LEAST[what] } as FaultOrder);
    const listed = JSON.parse(JSON.stringify(faults.list)) as object[];
    expect(listed).toEqual(
      FAULT_KINDS.map((what, at) => ({ what, ...LEAST[what], id: String(at + 1), seen: 0, hits: 0 })),
    );
  });

  for (const [what, least] of Object.entries(LEAST)) {
    const [name] = Object.keys(least) as [string];
    it(`for ${what} without ${name} is refused and says so`, () => {
      expect(() => order({ what })).toThrow(new TypeError(`${what} needs ${name}`));
    });
  }

  const nonsense: readonly (readonly [object, string])[] = [
    [{ what: 'magic' }, 'no fault magic; there are status, xml-code, html'],
    [{ what: 'toString' }, 'no fault toString'],
    [{}, 'no fault undefined'],
    [{ what: 'delay', delayMs: -1 }, 'delay: delayMs must be a number of ms above 0'],
    [{ what: 'delay', delayMs: 1e12 }, 'delayMs must be'],
    [{ what: 'delay', delayMs: '5' }, 'delayMs must be'],
    [{ what: 'slow', bytesPerSecond: 0 }, 'bytesPerSecond must be a number of bytes above 0'],
    [{ what: 'cut-before', afterBytes: -1 }, 'afterBytes must be a whole number from 0'],
    [{ what: 'cut-before', reset: false }, 'reset must be true, or absent'],
    [{ what: 'hang', after: true, afterBytes: 5 }, 'hang takes after or afterBytes, not both'],
    [{ what: 'corrupt', atByte: 1.5 }, 'atByte must be a whole number'],
    [{ what: 'corrupt', where: { service: 'vod' } }, 'corrupt means nothing to vod; order it for oss or backend'],
    [{ what: 'no-cors', where: { service: 'vod' } }, 'no-cors means nothing to vod'],
    [{ what: 'skew', skewMs: 0 }, 'skewMs must be a number of ms other than 0'],
    [{ what: 'skew', skewMs: 1e6, where: { service: 'backend' } }, 'order it for oss or vod'],
    [{ what: 'slow', bytesPerSecond: 1, where: { op: 'Preflight' } }, 'slow means nothing to a preflight'],
    [{ what: 'status', where: { service: 'vod', op: 'Preflight' } }, 'vod gets no preflight'],
    [{ what: 'strip', strip: [] }, 'strip must be a list of header names'],
    [{ what: 'status', status: 99 }, 'status must be an HTTP status'],
    [{ what: 'html', status: 204 }, 'that has a body'],
    [{ what: 'html', code: 'x' }, 'html takes no code; it takes status, headers, times'],
    [{ what: 'status', headers: { 'retry-after': 3 } }, 'headers must be headers and their values'],
    [{ what: 'delay', delayMs: 5, delayMS: 5 }, 'delay takes no delayMS'],
    [{ what: 'status', times: -1 }, 'times must be a whole number from 0'],
    [{ what: 'status', where: { nth: 0 } }, 'nth must be a whole number from 1'],
    [{ what: 'status', where: { service: 'OSS' } }, 'service must be oss, vod or backend'],
    [{ what: 'status', where: { service: 'vod', part: 1 } }, 'only oss has parts; leave part out'],
    [{ what: 'status', where: { operation: 'UploadPart' } }, 'where takes no operation; it takes service, op'],
    [{ what: 'status', where: 'oss' }, 'where must be an object'],
  ];
  for (const [given, words] of nonsense) {
    it(`such as ${JSON.stringify(given)} is refused: ${words}`, () => {
      expect(() => order(given)).toThrow(TypeError);
      expect(() => order(given)).toThrow(words);
    });
  }

  it('that is refused is not in the list', () => {
    const faults = new Faults();
    expect(() => faults.add({ what: 'delay', delayMs: 0 })).toThrow(TypeError);
    expect(faults.list).toEqual([]);
  });

  it('waits only for a service to which it means something', () => {
    const faults = new Faults();
    const fault = faults.add({ what: 'corrupt' });
    expect(faults.take({ service: 'vod', op: 'CreateUploadVideo' })).toEqual([]);
    expect(fault.seen).toBe(0);
    expect(faults.take({ service: 'backend', op: 'CreateUploadVideo' })).toHaveLength(1);
  });

  it('leaves preflights alone unless it names them', () => {
    const faults = new Faults();
    const any = faults.add({ what: 'status', where: { service: 'oss' } });
    const named = faults.add({ what: 'no-cors', where: { op: 'Preflight' } });
    expect(faults.take({ service: 'oss', op: 'Preflight' }).map(({ fault }) => fault)).toEqual([named]);
    expect(any.seen).toBe(0);
  });
});
