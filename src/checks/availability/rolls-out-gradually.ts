import { servicesSendingTo } from '../facts/network/incoming-traffic';
import { desiredReplicas } from '../facts/scaling/replica-range';
import { Finding, ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { mapOf } from '../model/values/plain-data';
import { percentageOf } from '../model/values/scaled-number';
import { textOf } from '../model/values/text-of';
import { valueText } from '../model/values/value-text';

/** Kubernetes fills in what is empty. */
const TYPES: readonly unknown[] = ['RollingUpdate', 'Recreate', undefined, null, ''];

/** A new version takes the place of the old one pod by pod. */
export const ROLLS_OUT_GRADUALLY: ICheck = {
  id: 'rolls-out-gradually',
  title: 'A rollout never takes all pods at once',
  box: 'rollouts',
  severity: Severity.WARNING,
  why: 'Where all old pods stop before new ones are ready, every rollout is an outage, a bad one a long one.',
  remedy: {
    manifest: 'strategy: {type: RollingUpdate, rollingUpdate: {maxUnavailable: 0, maxSurge: 1}}; what must never run '
      + 'twice needs Recreate, with a waiver that says why',
    construct: "rollout: Rollout.safe(), or Rollout.recreate('why') for what must never run twice",
  },
  references: [
    'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy',
    'kube-score:deployment-strategy', 'kube-linter:no-rolling-update-strategy', 'kubescape:C-0305',
  ],
  appliesTo: ['apps/Deployment'],
  evaluate: (manifest, cluster): Finding[] => {
    const strategy = mapOf(manifest.spec.strategy);
    if (!TYPES.includes(strategy.type)) return [unknownType(strategy.type)];
    // Of workers too: nobody else does their work meanwhile.
    if (strategy.type === 'Recreate') {
      const message = 'stops all pods before it starts new ones';
      return [{ passed: false, message, path: 'spec.strategy.type', actual: 'Recreate', expected: 'RollingUpdate' }];
    }
    if (servicesSendingTo(manifest, cluster).length === 0) return [];
    const { min } = desiredReplicas(manifest, cluster);
    const actual = mapOf(strategy.rollingUpdate).maxUnavailable ?? '25%';
    const path = 'spec.strategy.rollingUpdate.maxUnavailable';
    // With one pod, one is all: nothing can be gradual about it.
    const passed = min < 2 || !stopsAllPods(actual, min);
    const message = `has at most ${textOf(actual)} pod(s) fewer during a rollout`;
    if (passed) return [{ passed, message, path, actual }];
    return [{ passed, message: 'may stop all pods at once', path, actual, expected: 0 }];
  },
};

function unknownType(actual: unknown): Finding {
  const message = `has the strategy ${valueText(actual)}, which there is not`;
  return { passed: false, message, path: 'spec.strategy.type', actual, expected: 'RollingUpdate' };
}

function stopsAllPods(maxUnavailable: unknown, replicas: number): boolean {
  const percentage = percentageOf(maxUnavailable);
  return percentage === undefined ? Number(textOf(maxUnavailable)) >= replicas : percentage >= 100;
}
