import { describe, expect, it } from 'vitest';
import { formatBytes, formatNumber } from '../../src/elements/numbers.js';
import { formatPercent } from '../../src/elements/progress-numbers.js';
import { formatTime } from '../../src/elements/times.js';

const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ').replace(/[\u200e\u200f\u061c]/g, '');

describe('numbers', () => {
  const GB = 1024 ** 3;

  it('are written as people in a place write them', () => {
    expect(plain(formatNumber(12_345, 'de-CH'))).toMatch(/^12[’']345$/);
    expect(plain(formatNumber(12_345, 'de'))).toBe('12.345');
    expect(formatNumber(123, 'ar-EG')).toBe('١٢٣');
    expect(formatNumber(123, 'ar-AE')).toBe('123');
    expect(plain(formatPercent(0.43, 'de'))).toBe('43 %');
    expect(plain(formatPercent(0.43, 'ar-EG'))).toBe('٤٣٪');
  });

  it('have units in the language', () => {
    expect(plain(formatBytes(1.5 * GB, 'fr'))).toBe('1,5 Go');
    expect(plain(formatBytes(1.5 * GB, 'ru'))).toBe('1,5 ГБ');
    expect(plain(formatBytes(20 * GB, 'ar'))).toContain('غ.ب');
  });
});

describe('a length of time', () => {
  it('has hours and minutes put together as the language does', () => {
    expect(plain(formatTime(3900, 'en'))).toBe('1 hour 5 minutes');
    expect(plain(formatTime(3900, 'de'))).toBe('1 Stunde, 5 Minuten');
    expect(plain(formatTime(3900, 'zh-Hans'))).toBe('1小时5分钟');
    expect(plain(formatTime(3900, 'ar'))).toMatch(/^ساعة و/);
  });

  it('is in the form that fits its number', () => {
    expect([1, 2, 5].map((minutes) => plain(formatTime(minutes * 60, 'ru')))).toEqual([
      '1 минута',
      '2 минуты',
      '5 минут',
    ]);
  });
});
