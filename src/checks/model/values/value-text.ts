import { isMap } from './plain-data';
import { shortened } from '../../../internal/values/visible-text';

/** A value as a message shows it: whatever a stranger wrote, it is short and does not fail. */
export function valueText(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(shortened(value));
  if (Array.isArray(value)) return 'a list';
  if (isMap(value)) return 'a map';
  return value === undefined ? 'nothing' : String(value);
}
