import { alertClasses } from './alert-classes';
import { matchersHold, matchersText } from './alert-matchers';
import { AlertRouting } from './alert-receivers';
import type { Cluster } from '../../model/cluster';

/** A side of an inhibition, and whether some alert of the input can be on it. */
export interface InhibitionSide {
  readonly name: 'source' | 'target';
  readonly path: string;
  /** What its alerts must have, as a file says it. */
  readonly text: string;
  readonly hasAlerts: boolean;
}

/**
 * The sides of the inhibitions of a configuration; none where no alert is among the manifests.
 *
 * A severity that no alert here has may be that of alerts elsewhere, and what is excluded need not be here.
 */
export function inhibitionSides({ inhibitions }: AlertRouting, cluster: Cluster): InhibitionSide[] {
  const classes = alertClasses(cluster);
  if (classes.length === 0) return [];
  return inhibitions.flatMap(({ path, source, target }) => [
    { name: 'source' as const, path, matchers: source }, { name: 'target' as const, path, matchers: target },
  ]).flatMap(({ matchers, ...side }) => {
    if (matchers === undefined) return [];
    const telling = matchers.filter(({ label, operator }) => label !== 'severity' && !operator.startsWith('!'));
    const hasAlerts = classes.some(({ labels }) => matchersHold(telling, labels) !== false);
    return [{ ...side, text: matchersText(matchers), hasAlerts }];
  });
}
