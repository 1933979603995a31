import { askedNodeLabels, isUnknownNodeLabel, meantNodeLabel } from '../../checks/facts/pods/node-labels';
import { podTemplatesOf } from '../../checks/model/pod-carriers';
import { messageAt } from '../../internal/fail';
import { groupOf, isWaived, RenderedObject } from '../rendered-object';

/** The check that says the same of any manifests. */
const CHECK = 'node-labels-are-known';

/**
 * Pods are placed by labels that Kubernetes, or somebody else, gives nodes: of a slip in one nobody says anything.
 *
 * @see https://kubernetes.io/docs/reference/labels-annotations-taints/
 */
export function knownNodeLabels(objects: readonly RenderedObject[]): string[] {
  return objects.filter(({ manifest }) => !isWaived(manifest, CHECK)).flatMap(({ path, manifest }) => {
    const group = groupOf(manifest);
    const pods = podTemplatesOf(group === '' ? manifest.kind : `${group}/${manifest.kind}`, manifest);
    return pods.flatMap(askedNodeLabels).filter(({ key }) => isUnknownNodeLabel(key)).flatMap(({ key, path: prop }) => {
      const meant = meantNodeLabel(key);
      // What is like none of those that are known may be a label of whoever runs the nodes.
      if (meant === undefined) return [];
      const remedy = `write ${meant}, or waive ${CHECK} where your nodes have it`;
      return [messageAt(path, { prop, must: 'be a label that nodes have', got: key, remedy })];
    });
  });
}
