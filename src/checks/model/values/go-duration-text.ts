const FORM = /^([+-]?)(0|(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/;
const PART = /([\d.]{1,200})([a-zµμ]{1,2})/g;
const SECONDS: Readonly<Record<string, number>> = {
  ns: 1e-9, us: 1e-6, µs: 1e-6, μs: 1e-6, ms: 1e-3, s: 1, m: 60, h: 3600,
};
const LONGEST_TEXT = 200;
/** Durations are counted in nanoseconds, in 64 bits. */
const LONGEST_SECONDS = 2 ** 63 / 1e9;

/**
 * The seconds of a duration as Go reads it, such as `720h`; undefined of what it cannot read, such as `30d`.
 *
 * @see https://pkg.go.dev/time#ParseDuration
 */
export function goDurationSeconds(text: string): number | undefined {
  const [, sign, amount] = text.length > LONGEST_TEXT ? [] : FORM.exec(text) ?? [];
  if (amount === undefined) return undefined;
  const parts = [...amount.matchAll(PART)].map(([, count, unit]) => Number(count) * SECONDS[unit]);
  const seconds = parts.reduce((sum, part) => sum + part, 0);
  if (seconds > LONGEST_SECONDS) return undefined;
  return sign === '-' ? -seconds : seconds;
}
