const formats = new Map<string, Intl.NumberFormat>();

/** `Intl.NumberFormat` is slow to make and drawn with ten times a second. */
export function format(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale}|${JSON.stringify(options)}`;
  let made = formats.get(key);
  if (made === undefined) formats.set(key, (made = new Intl.NumberFormat(locale, options)));
  return made;
}

/** `1,234`. */
export const formatNumber = (value: number, locale: string): string => format(locale, {}).format(value);

/** `name` as `Intl` names units: `second`, `megabyte-per-second`. */
export const formatUnit = (
  value: number,
  name: string,
  locale: string,
  options: Intl.NumberFormatOptions = {},
): string => format(locale, { style: 'unit', unit: name, unitDisplay: 'short', ...options }).format(value);

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte', 'petabyte'] as const;

/** 1024 to the step, as in the `max-file-size` attribute and as file managers show it. */
export function scaled(bytes: number): { value: number; name: (typeof UNITS)[number]; digits: number } {
  let value = Math.max(0, bytes);
  let step = 0;
  // 1023.96 would be written as "1,024 KB".
  while (step < UNITS.length - 1 && Math.round(value * 10) / 10 >= 1024) {
    value /= 1024;
    step++;
  }
  return { value, name: UNITS[step] ?? 'byte', digits: step === 0 || value >= 100 ? 0 : 1 };
}

/** `12.4 MB`. */
export function formatBytes(bytes: number, locale: string): string {
  const { value, name, digits } = scaled(bytes);
  return formatUnit(value, name, locale, {
    maximumFractionDigits: digits,
    unitDisplay: name === 'byte' ? 'long' : 'short',
  });
}
