const DAY = 24 * 3600;
const UNITS = [['d', DAY], ['h', 3600], ['m', 60], ['s', 1]] as const;
/** What Go writes of `%.4g`, for numbers that need no exponent. */
const DIGITS = 4;

/** The text of an annotation as Prometheus expands it. */
export function expanded(text: string, labels: Readonly<Record<string, string>>, value: number): string {
  return text
    .replace(/\{\{ \$labels\.(\w+) \}\}/g, (_action, label: string) => labels[label] ?? '')
    .replaceAll('{{ $value | humanizeDuration }}', humanizedDuration(value))
    .replaceAll('{{ $value | humanizeTimestamp }}', humanizedTimestamp(value))
    .replaceAll('{{ $value | humanizePercentage }}', `${shortened(value * 100)}%`)
    .replaceAll('{{ printf "%.0f" $value }}', value.toFixed(0))
    .replaceAll('{{ $value }}', String(value))
    .replace(/\{\{ humanizeDuration ([\d.]+) \}\}/g, (_action, seconds: string) => humanizedDuration(Number(seconds)))
    .replace(/\{\{ "(\{+)" \}\}/g, '$1');
}

function humanizedDuration(duration: number): string {
  if (duration < 1) return `${shortened(duration * 1000)}ms`;
  if (duration < 60) return `${shortened(duration)}s`;
  let rest = Math.trunc(duration);
  const amounts = UNITS.map(([unit, seconds]) => {
    const amount = Math.floor(rest / seconds);
    rest -= amount * seconds;
    return { amount, text: `${amount}${unit}` };
  });
  return amounts.slice(amounts.findIndex(({ amount }) => amount > 0)).map(({ text }) => text).join(' ');
}

function humanizedTimestamp(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('T', ' ').replace('.000Z', ' +0000 UTC');
}

function shortened(value: number): string {
  return String(Number(value.toPrecision(DIGITS)));
}
