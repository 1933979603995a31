const UNITS: Readonly<Record<string, number>> = {
  h: 3600, m: 60, s: 1, ms: 1e-3, us: 1e-6, µs: 1e-6, μs: 1e-6, ns: 1e-9,
};
const PART = /(\d{1,15}(?:\.\d{0,15})?)(h|ms|m|s|[uµμ]s|ns)/y;
const LONGEST = 100;

/** As programs in Go write them, such as the operator when it updates the object. */
export function goDuration(total: number): string {
  const [hours, minutes, seconds] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60];
  if (hours > 0) return `${hours}h${minutes}m${seconds}s`;
  return minutes > 0 ? `${minutes}m${seconds}s` : `${seconds}s`;
}

/** The seconds of a duration as programs in Go read it; undefined where it is none, or below zero. */
export function secondsOfGo(text: string): number | undefined {
  if (text === '0') return 0;
  if (text === '' || text.length > LONGEST) return undefined;
  let total = 0;
  PART.lastIndex = 0;
  for (let end = 0; end < text.length; end = PART.lastIndex) {
    const part = PART.exec(text);
    if (part === null) return undefined;
    total += Number(part[1]) * UNITS[part[2]];
  }
  return total;
}
