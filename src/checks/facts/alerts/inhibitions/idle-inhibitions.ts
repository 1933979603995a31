import { AlertIndex, MOST_LOOKED_AT } from './alert-index';
import type { Cluster } from '../../../model/cluster';
import { oncePerCluster } from '../../once-per-cluster';
import { alertClasses } from '../alert-classes';
import { AlertMatcher, matchersHold, matchersText } from '../alert-matchers';
import { AlertInhibition, AlertRouting, allAlertRoutings } from '../alert-receivers';
import { omittedNames } from '../omitted-names';

/** A side of an inhibition, and whether some alert of the input can be on it. */
export interface InhibitionSide {
  readonly name: 'source' | 'target';
  readonly path: string;
  /** What its alerts must have, as a file says it. */
  readonly text: string;
  readonly hasAlerts: boolean;
}

/** What is left out with a reason was not renamed. */
const alertsToInhibit = oncePerCluster((cluster) => new AlertIndex([
  ...alertClasses(cluster).map(({ labels }) => ({ labels })),
  ...omittedNames(cluster).map((name) => ({ labels: new Map([['alertname', name]]) })),
], 'unknown'));

/** The lists of matchers of all inhibitions that some alert may have the labels of. */
const answered = oncePerCluster((cluster) => new Set(
  allAlertRoutings(cluster).flatMap(({ inhibitions }) => inhibitions)
    .flatMap(({ source, target }) => [source, target]).filter((matchers) => mayHaveAlerts(matchers ?? [], cluster)),
));

function mayHaveAlerts(all: readonly AlertMatcher[], cluster: Cluster): boolean {
  const matchers = all.filter(isTelling);
  const candidates = alertsToInhibit(cluster).candidates(matchers);
  return candidates.length > MOST_LOOKED_AT
    || candidates.some(({ labels }) => matchersHold(matchers, labels) !== false);
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

function sidesOf({ path, source, target }: AlertInhibition, cluster: Cluster): InhibitionSide[] {
  return [
    { name: 'source' as const, path, matchers: source }, { name: 'target' as const, path, matchers: target },
  ].flatMap(({ matchers, ...side }) => (matchers === undefined ? [] : [{
    ...side, text: matchersText(matchers), hasAlerts: answered(cluster).has(matchers),
  }]));
}

function isTelling({ label, operator }: AlertMatcher): boolean {
  return label !== 'severity' && !operator.startsWith('!');
}
