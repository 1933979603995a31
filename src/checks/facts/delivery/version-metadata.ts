import { blueGreenOf, canaryOf, ROLLOUT } from './argo-rollouts';
import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { mapOf } from '../../model/values/plain-data';
import { oncePerCluster } from '../once-per-cluster';

/** The labels that a Rollout gives the pods of each of its two versions beside those of the template. */
export interface VersionLabels {
  readonly stable: Record<string, string>;
  readonly fresh: Record<string, string>;
  /** Where those of the new version stand. */
  readonly path: string;
}

/** What a Rollout gives the pods of each version. */
export function versionLabelsOf(rollout: Manifest): VersionLabels {
  const { stableMetadata, canaryMetadata } = mapOf(canaryOf(rollout));
  const { activeMetadata, previewMetadata } = mapOf(blueGreenOf(rollout));
  const isSwitch = blueGreenOf(rollout) !== undefined;
  return {
    stable: mapOf(mapOf(stableMetadata ?? activeMetadata).labels),
    fresh: mapOf(mapOf(canaryMetadata ?? previewMetadata).labels),
    path: isSwitch ? 'spec.strategy.blueGreen.previewMetadata.labels' : 'spec.strategy.canary.canaryMetadata.labels',
  };
}

/** The keys of the labels that any Rollout gives one of its versions. */
export const versionLabelKeys: (cluster: Cluster) => ReadonlySet<string> = oncePerCluster((cluster) => (
  new Set(cluster.ofKind(ROLLOUT).flatMap((rollout) => {
    const { stable, fresh } = versionLabelsOf(rollout);
    return [...Object.keys(stable), ...Object.keys(fresh)];
  }))
));
