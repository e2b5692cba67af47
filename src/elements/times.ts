import { formatUnit } from './numbers.js';

/** A length of time as one would say it: seconds by fives, minutes, hours and minutes. Never 0. */
export function formatTime(seconds: number, locale: string): string {
  // Chinese and Japanese have whole words in the short style too; in the long one Chinese says 秒钟, as one speaks.
  const style = /^(ja|zh)/.test(locale) ? 'short' : 'narrow';
  const long = { unitDisplay: style === 'short' ? 'short' : 'long' } as const;
  if (seconds <= 55) return formatUnit(Math.max(5, Math.ceil(seconds / 5) * 5), 'second', locale, long);
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 60) return formatUnit(minutes, 'minute', locale, long);
  const hours = formatUnit(Math.floor(minutes / 60), 'hour', locale, long);
  if (minutes % 60 === 0) return hours;
  const both = [hours, formatUnit(minutes % 60, 'minute', locale, long)];
  // Arabic has a word between them, simplified Chinese nothing at all; a space that others have is lost in the narrow style.
  return new Intl.ListFormat(locale, { type: 'unit', style }).format(both);
}

/** A media's duration as players write it: `1:02:03`, `0:07`. */
export function formatClock(seconds: number): string {
  const whole = Math.round(seconds);
  const two = (n: number) => String(n).padStart(2, '0');
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}
