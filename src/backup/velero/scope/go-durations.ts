const MINUTE = 60;
const HOUR = 3600;

/** Whole seconds as Go writes a duration: `720h0m0s`, which the API server gives back as it is. */
export function durationOfGo(seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / HOUR), Math.floor(seconds % HOUR / MINUTE), seconds % MINUTE];
  if (hours > 0) return `${hours}h${minutes}m${rest}s`;
  return minutes > 0 ? `${minutes}m${rest}s` : `${rest}s`;
}
