import type { Manifest } from '../../model/manifest';
import { listOf, mapOf, mapsIn, PlainMap } from '../../model/values/plain-data';

/** The way that a policy looks at a connection: into its pods, or out of them. */
export type Direction = 'Ingress' | 'Egress';

/** Both of them. */
export const DIRECTIONS: readonly Direction[] = ['Ingress', 'Egress'];

/** A rule of a NetworkPolicy. */
export interface PolicyRule {
  /** The other sides; undefined where everything is. */
  readonly peers?: readonly PlainMap[];
  /** The ports; undefined where all are. */
  readonly ports?: readonly PlainMap[];
  readonly path: string;
}

/** Whether a policy closes its pods in a direction. */
export function closesDirection({ spec }: Manifest, direction: Direction): boolean {
  const types = listOf(spec.policyTypes);
  if (types.length > 0) return types.includes(direction);
  return direction === 'Ingress' || listOf(spec.egress).length > 0;
}

/** What a policy opens again in a direction. A list that is missing or empty does not restrict a rule. */
export function policyRulesOf({ spec }: Manifest, direction: Direction): PolicyRule[] {
  const [list, side] = direction === 'Ingress' ? ['ingress', 'from'] : ['egress', 'to'];
  return mapsIn(spec[list]).map(({ item, index }) => (
    { peers: mapsOrUndefined(item[side]), ports: mapsOrUndefined(item.ports), path: `spec.${list}[${index}]` }
  ));
}

function mapsOrUndefined(list: unknown): PlainMap[] | undefined {
  return listOf(list).length === 0 ? undefined : listOf(list).map(mapOf);
}
