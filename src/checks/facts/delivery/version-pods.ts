import { ROLLOUT, stepsOf, templateOf } from './argo-rollouts';
import { versionLabelsOf } from './version-metadata';
import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { mapOf, mapsIn, PlainMap } from '../../model/values/plain-data';

const EXPERIMENT = 'argoproj.io/Experiment';

/** Labels of pods that stand in no template of pods, and what makes those. */
export interface VersionPods {
  readonly maker: Manifest;
  readonly labels: PlainMap;
}

/** The pods of experiments, and those of each version of a Rollout, where it gives them labels of their own. */
export function versionPods(cluster: Cluster): VersionPods[] {
  const ofRollouts = cluster.ofKind(ROLLOUT).flatMap((maker) => (
    [...labelsOfVersions(maker, cluster), ...labelsOfExperiments(maker)].map((labels) => ({ maker, labels }))
  ));
  const ofExperiments = cluster.ofKind(EXPERIMENT).flatMap((maker) => (
    mapsIn(maker.spec.templates).map(({ item }) => ({ maker, labels: labelsOf(mapOf(item.template)) }))
  ));
  return [...ofRollouts, ...ofExperiments];
}

function labelsOfVersions(rollout: Manifest, cluster: Cluster): PlainMap[] {
  const { stable, fresh } = versionLabelsOf(rollout);
  const own = templateOf(rollout, cluster)?.labels;
  return [stable, fresh].filter((labels) => Object.keys(labels).length > 0).map((labels) => ({ ...own, ...labels }));
}

/** Where a template of an experiment says nothing of labels, they are those of the Rollout. */
function labelsOfExperiments(rollout: Manifest): PlainMap[] {
  return stepsOf(rollout).flatMap(({ item }) => (
    mapsIn(mapOf(item.experiment).templates).map((template) => labelsOf(template.item))
  )).filter((labels) => Object.keys(labels).length > 0);
}

function labelsOf({ metadata }: PlainMap): PlainMap {
  return mapOf(mapOf(metadata).labels);
}
