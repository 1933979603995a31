import { Construct } from 'constructs';
import { fail } from '../../internal/fail';
import { checkLabels } from '../../internal/naming/names';
import { checked } from '../../internal/signatures/checked';
import { JsonObject } from '../../internal/values/json';
import { Platform } from '../../platform/platform';
import { Provider } from '../../platform/provider';

/** A label that spot nodes have; those that repel other pods have a taint of the same key and value too. */
interface SpotLabel {
  readonly key: string;
  readonly value: string;
  readonly isTaint: boolean;
}

const KARPENTER: SpotLabel = { key: 'karpenter.sh/capacity-type', value: 'spot', isTaint: false };
const EKS: SpotLabel = { key: 'eks.amazonaws.com/capacityType', value: 'SPOT', isTaint: false };
const GKE: SpotLabel = { key: 'cloud.google.com/gke-spot', value: 'true', isTaint: true };
const AKS: SpotLabel = { key: 'kubernetes.azure.com/scalesetpriority', value: 'spot', isTaint: true };

const OF_PROVIDER: Readonly<Partial<Record<Provider, readonly SpotLabel[]>>> = {
  [Provider.EKS]: [EKS, KARPENTER],
  [Provider.GKE]: [GKE],
  [Provider.AKS]: [AKS],
};
/** The most that one preference can weigh against others. */
const WEIGHT = 100;

/**
 * Nodes that are cheaper, and may be taken back at any time.
 *
 * They are preferred: where none has room, the pods run on others. Where such nodes repel pods by a taint, it is
 * tolerated.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#node-affinity
 */
@checked
export class SpotNodes {
  /**
   * Those of whoever runs the cluster, by what the platform says of it.
   *
   * On EKS those of managed node groups and of Karpenter, on GKE spot VMs, on AKS those of spot node pools. Fails where
   * the platform does not say, or says another provider.
   *
   * @see https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html
   * @see https://cloud.google.com/kubernetes-engine/docs/concepts/spot-vms
   * @see https://learn.microsoft.com/azure/aks/spot-node-pool
   */
  public static preferred(): SpotNodes {
    return new SpotNodes(undefined);
  }

  /**
   * Those that Karpenter makes, on whatever cloud.
   *
   * @see https://karpenter.sh/docs/concepts/scheduling/
   */
  public static karpenter(): SpotNodes {
    return new SpotNodes([KARPENTER]);
  }

  /**
   * Those with a label of your own, and with a taint of the same key and value, if they have one.
   *
   * @param key of the label, such as `example.com/capacity`
   * @param value of the label, such as `spot`
   */
  public static labeled(key: string, value: string): SpotNodes {
    return new SpotNodes([{ key, value, isTaint: true }]);
  }

  private constructor(private readonly labels: readonly SpotLabel[] | undefined) {}

  /** What is to be said of the pods. @internal */
  public _podFields(scope: Construct): JsonObject {
    const labels = this.labels ?? labelsOfProvider(scope);
    for (const { key, value } of labels) checkLabels(scope, 'spotNodes', { [key]: value });
    const tolerations = labels.filter(({ isTaint }) => isTaint)
      .map(({ key, value }) => ({ key, operator: 'Equal', value, effect: 'NoSchedule' }));
    return {
      affinity: { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: labels.map(preference) } },
      ...(tolerations.length === 0 ? {} : { tolerations }),
    };
  }
}

function labelsOfProvider(scope: Construct): readonly SpotLabel[] {
  const { provider } = Platform.of(scope);
  return OF_PROVIDER[provider] ?? fail(scope, {
    prop: 'spotNodes',
    must: 'be known by the provider of the platform, of eks, gke and aks',
    got: provider,
    remedy: "call Platform.configure(app, { provider: Provider.EKS }), or use SpotNodes.labeled('acme.com/spot', 'x')",
  });
}

function preference({ key, value }: SpotLabel): JsonObject {
  return { weight: WEIGHT, preference: { matchExpressions: [{ key, operator: 'In', values: [value] }] } };
}
