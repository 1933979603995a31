import { RULE_CARRIERS } from './rule-groups';
import { OMITTED_ANNOTATION_PREFIX } from '../../../internal/naming/labels';
import type { Cluster } from '../../model/cluster';

/** What somebody left out of rules, and wrote why: alerts and groups of them. */
export function omittedNames(cluster: Cluster): string[] {
  return RULE_CARRIERS.flatMap((kind) => cluster.ofKind(kind)).flatMap(({ annotations }) => (
    Object.keys(annotations).filter((key) => key.startsWith(OMITTED_ANNOTATION_PREFIX))
  )).map((key) => key.slice(OMITTED_ANNOTATION_PREFIX.length));
}
