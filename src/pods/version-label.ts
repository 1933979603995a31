import { isLabelValue, MAX_LABEL_LENGTH } from '../internal/naming/names';
import { misreadBecause } from '../internal/values/yaml/yaml-text';

/** The version that a tag names; tags may be longer than labels, and end in other characters. */
export function versionLabel(tag: string | undefined): string | undefined {
  const [value] = /[A-Za-z0-9](?:.*[A-Za-z0-9])?/.exec(tag?.slice(0, MAX_LABEL_LENGTH) ?? '') ?? [];
  return value !== undefined && value !== '' && isLabelValue(value) && !misreadBecause(value) ? value : undefined;
}
