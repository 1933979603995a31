import { ICheck } from '../model/check';
import { Manifest } from '../model/manifest';
import { Severity } from '../model/severity';
import { mapOf, mapsIn, PlainMap } from '../model/values/plain-data';

const KEDA = 'keda.sh/ScaledObject';
const LEAST_SECONDS = 60;
const ALL_PERCENT = 100;

/** A short lull takes no replicas away. */
export const AUTOSCALER_SCALES_DOWN_SLOWLY: ICheck = {
  id: 'autoscaler-scales-down-slowly',
  title: 'Autoscalers wait before they take replicas away',
  box: 'autoscaling',
  severity: Severity.ADVICE,
  why: 'Where replicas go at the first lull, the next burst meets too few, and requests fail until new ones are ready; '
    + 'pods come and go all day.',
  remedy: {
    manifest: 'behavior: {scaleDown: {stabilizationWindowSeconds: 300}}, as it is where nothing is written, or '
      + 'policies that let some go in a while; of a ScaledObject below advanced.horizontalPodAutoscalerConfig',
    construct: 'Remove the patch: the constructs leave it to Kubernetes, which waits for five minutes.',
  },
  references: [
    'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#stabilization-window',
    'https://keda.sh/docs/latest/reference/scaledobject-spec/#horizontalpodautoscalerconfig',
  ],
  appliesTo: ['autoscaling/HorizontalPodAutoscaler', KEDA],
  evaluate: (manifest) => {
    const { at, scaleDown } = scaleDownOf(manifest);
    const { stabilizationWindowSeconds: actual, selectPolicy } = scaleDown;
    // It is five minutes where nothing is written.
    if (typeof actual !== 'number' || selectPolicy === 'Disabled') return [];
    const path = `${at}.scaleDown.stabilizationWindowSeconds`;
    const message = `waits ${actual} s before replicas go`;
    if (actual >= LEAST_SECONDS) return [{ passed: true, path, actual, message }];
    return isPaced(scaleDown)
      ? [{ passed: true, path, actual, message: `${message}, and lets some go at a time` }]
      : [{ passed: false, path, actual, message: `${message}, and lets all go at once`, expected: LEAST_SECONDS }];
  },
};

function scaleDownOf({ groupKind, spec }: Manifest): { at: string; scaleDown: PlainMap } {
  const isKeda = groupKind === KEDA;
  const { behavior } = isKeda ? mapOf(mapOf(spec.advanced).horizontalPodAutoscalerConfig) : spec;
  const at = isKeda ? 'spec.advanced.horizontalPodAutoscalerConfig.behavior' : 'spec.behavior';
  return { at, scaleDown: mapOf(mapOf(behavior).scaleDown) };
}

/** Where nothing else is written, one policy lets all go within a quarter of a minute. */
function isPaced({ policies, selectPolicy }: PlainMap): boolean {
  const paces = mapsIn(policies).map(({ item: { type, value } }) => type === 'Pods' || Number(value) < ALL_PERCENT);
  // Of several, the fastest counts where nothing else is written.
  return selectPolicy === 'Min' ? paces.some(Boolean) : paces.length > 0 && paces.every(Boolean);
}
