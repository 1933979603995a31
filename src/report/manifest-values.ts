import { shownValue } from '../internal/values/shown-value';
import { shownText } from '../internal/values/visible-text';

const MAX_LENGTH = 100;
/** What YAML would read as something else than a text. */
const LIKE_ANOTHER_TYPE = /^(|~|null|true|false|yes|no|on|off|[-+]?[.\d][\d_.]*(e[-+]?\d+)?|0x[\da-f]+)$/i;

/** A value of a manifest, in one line and not too long. */
export function valueText(value: unknown): string {
  return typeof value === 'string' ? shownText(value, MAX_LENGTH) : shownValue(value, MAX_LENGTH);
}

/** The same of what stands in a manifest; a text that looks like a number or such keeps its quotes. */
export function quotedValueText(value: unknown): string {
  return typeof value === 'string' && LIKE_ANOTHER_TYPE.test(value) ? JSON.stringify(value) : valueText(value);
}
