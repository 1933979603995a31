import { ALERT_RULES_LABEL, SCRAPE_CONFIGS_LABEL } from '../../../../internal/naming/labels';
import type { Cluster } from '../../../model/cluster';
import type { Manifest } from '../../../model/manifest';
import { mapOf } from '../../../model/values/plain-data';
import { textOf } from '../../../model/values/text-of';
import { oncePerCluster } from '../../once-per-cluster';

/** Files under them are found by what loads them, in whatever namespace they are. */
const LABELS = [ALERT_RULES_LABEL, SCRAPE_CONFIGS_LABEL];

const originals = oncePerCluster((cluster) => new Set(
  cluster.ofKind('ConfigMap').filter(isFoundByLabel).flatMap(textsOf),
));

/**
 * Whether a file of a ConfigMap only repeats what another one holds, which is found by its label.
 *
 * Pods mount nothing of other namespaces. What there is to say of the file is said of where it comes from.
 */
export function isCopiedFile(owner: Manifest, text: string, cluster: Cluster): boolean {
  return owner.kind === 'ConfigMap' && !isFoundByLabel(owner) && originals(cluster).has(text);
}

/** The texts of all files of a ConfigMap. */
export function textsOf({ content }: Manifest): string[] {
  return Object.values(mapOf(content.data)).map(textOf).filter((text) => text !== '');
}

function isFoundByLabel({ labels }: Manifest): boolean {
  return LABELS.some((label) => labels[label] === 'true');
}
