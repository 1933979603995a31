import { servicesSendingTo } from '../facts/network/incoming-traffic';
import { desiredReplicas } from '../facts/scaling/replica-range';
import { rolloutInPlaceOf } from '../facts/scaling/rollout-references';
import { claimForOneNode, mountsUnknownClaim } from '../facts/storage/claim-contests';
import { Finding, ICheck } from '../model/check';
import { Cluster } from '../model/cluster';
import { Manifest } from '../model/manifest';
import { Severity } from '../model/severity';
import { mapOf, PlainMap } from '../model/values/plain-data';
import { isNegative, percentageOf } from '../model/values/scaled-number';
import { textOf } from '../model/values/text-of';
import { valueText } from '../model/values/value-text';

const DEFAULTS: PlainMap = { maxUnavailable: '25%', maxSurge: '25%' };
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
      + 'twice needs Recreate, with a waiver that says why where no claim does. Of a DaemonSet updateStrategy: '
      + '{type: RollingUpdate, rollingUpdate: {maxUnavailable: 10%}}',
    construct: "rollout: Rollout.safe(), or Rollout.recreate('why') for what must never run twice; of a NodeAgent "
      + 'maxUnavailable: PercentOrAbsolute.percent(10)',
  },
  references: [
    'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy',
    'kube-score:deployment-strategy', 'kube-linter:no-rolling-update-strategy', 'kubescape:C-0305',
  ],
  appliesTo: ['apps/Deployment', 'apps/DaemonSet'],
  evaluate: (manifest, cluster): Finding[] => {
    if (manifest.kind === 'DaemonSet') return judgeOnNodes(manifest);
    // The strategy of that one counts.
    if (rolloutInPlaceOf(manifest, cluster) !== undefined) return [];
    const strategy = mapOf(manifest.spec.strategy);
    if (!TYPES.includes(strategy.type)) return [unknownType(strategy.type)];
    // Of workers too: nobody else does their work meanwhile.
    if (strategy.type === 'Recreate') return judgeRecreate(manifest, cluster);
    const { maxUnavailable, maxSurge } = { ...DEFAULTS, ...mapOf(strategy.rollingUpdate) };
    const refused = refusedRange(maxUnavailable, maxSurge);
    if (refused !== undefined) return [refused];
    if (servicesSendingTo(manifest, cluster).length === 0) return [];
    const { min } = desiredReplicas(manifest, cluster);
    const actual: unknown = maxUnavailable;
    const path = 'spec.strategy.rollingUpdate.maxUnavailable';
    // With one pod, one is all: nothing can be gradual about it.
    const passed = min < 2 || !stopsAllPods(actual, min);
    const message = `has at most ${textOf(actual)} pod(s) fewer during a rollout`;
    if (passed) return [{ passed, message, path, actual }];
    return [{ passed, message: 'may stop all pods at once', path, actual, expected: 0 }];
  },
};

/** Nobody knows here how many nodes there are, but all of them are too many. */
function judgeOnNodes({ spec }: Manifest): Finding[] {
  const { type, rollingUpdate } = mapOf(spec.updateStrategy);
  // Whoever deletes the pods says there how many go at once.
  if (type === 'OnDelete') return [];
  const { maxUnavailable: actual = 1 } = mapOf(rollingUpdate);
  const path = 'spec.updateStrategy.rollingUpdate.maxUnavailable';
  const share = percentageOf(actual);
  return share !== undefined && share >= 100
    ? [{ passed: false, message: 'may stop its pods on all nodes at once', path, actual, expected: '10%' }]
    : [{ passed: true, message: `stops its pods on ${textOf(actual)} of the nodes at a time`, path, actual }];
}

/** Where the new pod could not mount what the old one holds, the old one must go first. */
function judgeRecreate(manifest: Manifest, cluster: Cluster): Finding[] {
  const place = { path: 'spec.strategy.type', actual: 'Recreate' };
  const claim = claimForOneNode(manifest, cluster);
  if (claim !== undefined) {
    return [{ ...place, passed: true, message: `stops its pod first, as one alone may mount the claim ${claim.name}` }];
  }
  if (mountsUnknownClaim(manifest, cluster)) return [];
  return [{ ...place, passed: false, message: 'stops all pods before it starts new ones', expected: 'RollingUpdate' }];
}

/** What the API server refuses: a number below zero, and a rollout that may neither remove a pod nor add one. */
function refusedRange(maxUnavailable: unknown, maxSurge: unknown): Finding | undefined {
  const place = 'spec.strategy.rollingUpdate';
  const fields = Object.entries({ maxUnavailable, maxSurge });
  const [negative] = fields.filter(([, value]) => isNegative(value));
  if (negative !== undefined) {
    const [field, actual] = negative;
    const message = `sets ${field} to ${valueText(actual)}, which the API server refuses`;
    return { passed: false, message, path: `${place}.${field}`, actual, expected: '0 or more' };
  }
  if (!fields.every(([, value]) => value === 0 || value === '0%')) return undefined;
  const message = 'may neither remove a pod nor add one, which the API server refuses';
  return { passed: false, message, path: `${place}.maxSurge`, actual: maxSurge, expected: 1 };
}

function unknownType(actual: unknown): Finding {
  const message = `has the strategy ${valueText(actual)}, which there is not`;
  return { passed: false, message, path: 'spec.strategy.type', actual, expected: 'RollingUpdate' };
}

function stopsAllPods(maxUnavailable: unknown, replicas: number): boolean {
  const percentage = percentageOf(maxUnavailable);
  return percentage === undefined ? Number(textOf(maxUnavailable)) >= replicas : percentage >= 100;
}
