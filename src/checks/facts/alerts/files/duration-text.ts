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
