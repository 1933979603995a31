import { alertClasses } from './alert-classes';
import { AlertMatcher, KnownLabels, matchersHold, matchersText } from './alert-matchers';
import { AlertInhibition, AlertRouting } from './alert-receivers';
import { omittedNames } from './omitted-names';
import type { Cluster } from '../../model/cluster';
import { oncePerCluster } from '../once-per-cluster';

/** A side of an inhibition, and whether some alert of the input can be on it. */
export interface InhibitionSide {
  readonly name: 'source' | 'target';
  readonly path: string;
  /** What its alerts must have, as a file says it. */
  readonly text: string;
  readonly hasAlerts: boolean;
}

/**
 * The sides of the inhibitions of a configuration; none where no alert is among the manifests, and none of an
 * inhibition whose alerts are both elsewhere.
 *
 * A severity that no alert here has may be that of alerts elsewhere, and what is excluded need not be here.
 */
export function inhibitionSides({ inhibitions }: AlertRouting, cluster: Cluster): InhibitionSide[] {
  if (alertClasses(cluster).length === 0) return [];
  return inhibitions.map((inhibition) => sidesOf(inhibition, cluster))
    .filter((sides) => sides.some(({ hasAlerts }) => hasAlerts)).flat();
}

/** What is left out with a reason was not renamed. */
const alertsToInhibit = oncePerCluster((cluster): readonly KnownLabels[] => [
  ...alertClasses(cluster).map(({ labels }) => labels),
  ...omittedNames(cluster).map((name) => new Map([['alertname', name]])),
]);

function sidesOf({ path, source, target }: AlertInhibition, cluster: Cluster): InhibitionSide[] {
  const sides: { name: 'source' | 'target'; matchers: readonly AlertMatcher[] | undefined }[] = [
    { name: 'source', matchers: source }, { name: 'target', matchers: target },
  ];
  return sides.flatMap(({ name, matchers }) => {
    if (matchers === undefined) return [];
    const telling = matchers.filter(({ label, operator }) => label !== 'severity' && !operator.startsWith('!'));
    const hasAlerts = alertsToInhibit(cluster).some((labels) => matchersHold(telling, labels) !== false);
    return [{ name, path, text: matchersText(matchers), hasAlerts }];
  });
}
