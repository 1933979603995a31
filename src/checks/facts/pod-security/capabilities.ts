import { PodContainer } from '../../model/manifest-pods';
import { listOf, mapOf, PlainMap } from '../../model/values/plain-data';

/** What a container adds to the capabilities of its runtime, and what it drops of them. */
export interface Capabilities {
  readonly added: readonly unknown[];
  readonly dropped: readonly unknown[];
  /** As they are written. */
  readonly fields: PlainMap;
  readonly path: string;
}

export function capabilitiesOf({ content, path }: PodContainer): Capabilities {
  const fields = mapOf(mapOf(content.securityContext).capabilities);
  const place = `${path}.securityContext.capabilities`;
  return { added: listOf(fields.add), dropped: listOf(fields.drop), fields, path: place };
}
