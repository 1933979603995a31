import { autoscalerOf, CanaryReference, FLAGGER_CANARY, targetOf } from '../facts/delivery/flagger-canaries';
import type { ObjectReference } from '../facts/references/object-reference';
import { judgeReferences } from '../facts/references/reference-findings';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** What Flagger delivers is there. */
export const CANARY_TARGET_EXISTS: ICheck = {
  id: 'canary-target-exists',
  title: 'What a Canary delivers exists, and what scales it',
  box: 'gradual-delivery',
  severity: Severity.WARNING,
  why: 'Flagger makes what serves out of its target and its autoscaler. Where one of them has another name or kind, '
    + 'the Canary is never initialized: there are no Services, and nothing is delivered.',
  remedy: {
    manifest: 'targetRef: {apiVersion: apps/v1, kind: Deployment, name: web}, with a Deployment web in the same '
      + 'namespace',
    construct: 'FlaggerCanary writes the target and its autoscaler',
  },
  references: ['https://docs.flagger.app/usage/how-it-works#canary-target'],
  appliesTo: [FLAGGER_CANARY],
  evaluate: (canary, cluster) => {
    const meant = new Map<ObjectReference, CanaryReference>(
      [targetOf(canary), autoscalerOf(canary)].map((one) => [{ ...one, path: `${one.path}.name` }, one]),
    );
    return judgeReferences(canary, [...meant.keys()], (reference) => (
      cluster.named(meant.get(reference)!.groupKind, canary.namespace, reference.name) !== undefined
    ));
  },
};
