import { isOwned } from '../facts/workload-kinds';
import { Finding, ICheck } from '../model/check';
import type { Manifest } from '../model/manifest';
import { Severity } from '../model/severity';

/** Where an autoscaler says how many pods there may be, and what it takes where it says nothing. */
interface ScaleFields {
  readonly min: string;
  readonly max: string;
  readonly defaultMin: number;
  readonly defaultMax?: number;
}

const FIELDS = new Map<string, ScaleFields>([
  ['autoscaling/HorizontalPodAutoscaler', { min: 'minReplicas', max: 'maxReplicas', defaultMin: 1 }],
  ['keda.sh/ScaledObject', { min: 'minReplicaCount', max: 'maxReplicaCount', defaultMin: 0, defaultMax: 100 }],
]);

/** An autoscaler has room between the fewest pods and the most. */
export const AUTOSCALER_CAN_SCALE: ICheck = {
  id: 'autoscaler-can-scale',
  title: 'The autoscaler has room to scale',
  box: 'autoscaling',
  severity: Severity.WARNING,
  why: 'Where the most pods are the fewest too, load meets a fixed number of them, behind an autoscaler that looks on.',
  remedy: {
    manifest: 'spec: {minReplicas: 3, maxReplicas: 10}; or no autoscaler, and replicas in the workload',
    construct: 'scaling: Autoscaling.onCpu({ min: 3, max: 10 })',
  },
  references: [
    'https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/#how-does-a-horizontalpodautoscaler-work',
    'https://keda.sh/docs/latest/reference/scaledobject-spec/', 'polaris:hpaMaxAvailability',
  ],
  appliesTo: [...FIELDS.keys()],
  // What a ScaledObject made is that one's.
  evaluate: (manifest) => {
    const fields = FIELDS.get(manifest.groupKind);
    return fields === undefined || isOwned(manifest) ? [] : judge(manifest, fields);
  },
};

function judge({ spec }: Manifest, { min, max, defaultMin, defaultMax }: ScaleFields): Finding[] {
  const [least, most] = [spec[min] ?? defaultMin, spec[max] ?? defaultMax];
  // What is no number is another question.
  if (typeof least !== 'number' || typeof most !== 'number') return [];
  const path = `spec.${max}`;
  const passed = most > least;
  const message = passed ? `scales from ${least} to ${most}` : `keeps ${least} pod(s), whatever the load`;
  return [{ passed, path, message, actual: most, expected: `more than ${least}` }];
}
