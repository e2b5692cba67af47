const UNITS = ['b', 'kb', 'mb', 'gb', 'tb'];

/** Bytes of `2GB`, `1.5 MB`, `500k` or `1048576`; steps of 1024. Throws a `TypeError` that says how to write one. */
export function parseSize(written: string | number): number {
  const [, number, unit] = /^\s*(\d+(?:\.\d+)?)\s*(?:([kmgt]?)i?b?)?\s*$/i.exec(String(written)) ?? [];
  if (number === undefined) throw new TypeError('write 2GB, 500MB or a number of bytes');
  return Math.round(Number(number) * 1024 ** UNITS.indexOf(`${(unit ?? '').toLowerCase()}b`));
}

/** Seconds of `90`, `90s`, `10m`, `1h30m`, `2:30` or `1:02:03`. Throws likewise. */
export function parseDuration(written: string | number): number {
  // A colon stands for h or m, by how many places follow.
  const places = /^(?:(\d+)(?:h|:(?=\d\d:)))?(?:(\d+)(?:m|:(?=\d\d$)))?(?:(\d+(?:\.\d+)?)s?)?$/i;
  const [, h = 0, m = 0, s = 0] = places.exec(String(written).replace(/\s/g, '')) ?? [];
  const seconds = +h * 3600 + +m * 60 + +s;
  if (seconds > 0) return seconds;
  throw new TypeError('write 10m, 1h30m, 2:30 or a number of seconds');
}
