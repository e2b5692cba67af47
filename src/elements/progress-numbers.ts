import { format, formatUnit, scaled } from './numbers.js';

/** `5.1 MB/s`. */
export function formatSpeed(bytesPerSecond: number, locale: string): string {
  const { value, name, digits } = scaled(Math.max(1024, bytesPerSecond));
  return formatUnit(value, `${name}-per-second`, locale, { maximumFractionDigits: digits });
}

/** 0 to 1; rounded down, so that 100 % is only ever said of what is whole. */
export const formatPercent = (share: number, locale: string): string =>
  format(locale, { style: 'percent', maximumFractionDigits: 0 }).format(Math.floor(share * 100) / 100);
