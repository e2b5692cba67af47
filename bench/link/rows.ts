import type { LinkShape } from './proxy.js';

export interface Row {
  readonly name: string;
  readonly shape: LinkShape;
  /** Of the file, in bytes. */
  readonly size: number;
}

const MB = 1_000_000;
const ROUND_TRIPS_MS = [20, 80, 200];
const RATES_MBIT = [20, 100, 500];
const CAP_SHARE = 1 / 3;

export const nameOf = ({ roundTripMs, mbitPerS, capShare }: LinkShape): string =>
  `${roundTripMs} ms × ${mbitPerS} Mbit/s${capShare === undefined ? '' : ', a third each'}`;

/** In the quick run the middle round trip and the caps of short links are left out, and slow links carry 40 MB. */
export function rows(quick: boolean): Row[] {
  return RATES_MBIT.flatMap((mbitPerS) =>
    ROUND_TRIPS_MS.flatMap((roundTripMs) =>
      [undefined, CAP_SHARE].flatMap((capShare): Row[] => {
        if (quick && (roundTripMs === 80 || (roundTripMs === 20 && capShare !== undefined))) return [];
        const shape = { roundTripMs, mbitPerS, ...(capShare !== undefined && { capShare }) };
        return [{ name: nameOf(shape), shape, size: quick && mbitPerS < 500 ? mbitPerS * 2 * MB : 200 * MB }];
      }),
    ),
  );
}

/** What the link alone takes for the bytes of a file, without any round trip. */
export const capacityMs = ({ shape, size }: Row): number => (size * 8) / (shape.mbitPerS * 1_000);
