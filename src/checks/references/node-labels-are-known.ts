import { failuresOrPass } from '../facts/failures-or-pass';
import { AskedNodeLabel, askedNodeLabels, isUnknownNodeLabel, meantNodeLabel } from '../facts/pods/node-labels';
import { Finding, ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** Pods ask for labels that nodes have. */
export const NODE_LABELS_ARE_KNOWN: ICheck = {
  id: 'node-labels-are-known',
  title: 'Pods are placed by labels that nodes have',
  box: 'references',
  severity: Severity.WARNING,
  why: 'Of a misspelt label of nodes nobody says anything: the pods wait for such a node, or are not spread at all.',
  remedy: { manifest: 'topologyKey: topology.kubernetes.io/zone, and nodeSelector: {kubernetes.io/arch: arm64}' },
  references: ['https://kubernetes.io/docs/reference/labels-annotations-taints/'],
  appliesTo: ['pods'],
  evaluate: ({ pods }) => pods.flatMap((pod) => (
    failuresOrPass(askedNodeLabels(pod).map(judge), 'is placed by labels that nodes may have')
  )),
};

function judge({ key, path }: AskedNodeLabel): Finding {
  if (!isUnknownNodeLabel(key)) return { passed: true, path, message: 'is a label that nodes may have' };
  const message = 'is placed by a label that Kubernetes gives no node';
  return { passed: false, path, message, actual: key, expected: meantNodeLabel(key) };
}
