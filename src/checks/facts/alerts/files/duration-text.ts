import { isPlaceholder } from '../../../../internal/secrets/placeholders';
import { textOf } from '../../../model/values/text-of';

const DURATION = /^(?:0|(?=\d)(?:\d+y)?(?:\d+w)?(?:\d+d)?(?:\d+h)?(?:\d+m)?(?:\d+s)?(?:\d+ms)?)$/;

/** Whether Prometheus and Alertmanager take a value for a duration. */
export function isDuration(value: unknown): boolean {
  const text = textOf(value);
  return DURATION.test(text) || isPlaceholder(text);
}

/** Whether a duration is none at all, in whatever unit. */
export function isNoTime(value: unknown): boolean {
  return DURATION.test(textOf(value)) && !/[1-9]/.test(textOf(value));
}

const UNIT_SECONDS: Readonly<Record<string, number>> = {
  y: 365 * 86_400, w: 7 * 86_400, d: 86_400, h: 3_600, m: 60, s: 1, ms: 0.001,
};

/** How long a duration is; undefined where it is none. */
export function durationSeconds(value: unknown): number | undefined {
  const text = textOf(value);
  if (text === '' || !DURATION.test(text)) return undefined;
  // Numbers and units stand by turns.
  const parts = text.split(/(ms|[ywdhms])/);
  const seconds = parts.map((part, index) => (
    index % 2 === 0 ? Number(part) * (UNIT_SECONDS[parts[index + 1]] ?? 0) : 0
  ));
  return seconds.reduce((sum, one) => sum + one, 0);
}
