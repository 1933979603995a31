import { OptOut } from '../internal/manifest/waiver-annotations';
import { WorkloadContext } from '../internal/manifest/workload-context';
import { HOST_TOPOLOGY_KEY, ZONE_TOPOLOGY_KEY } from '../internal/naming/labels';
import { checked } from '../internal/signatures/checked';

/**
 * What all constraints have in common, served by every minor.
 *
 * A lost or drained place, whose nodes are tainted, is none: it would count as one to fill, and replacements that may
 * not go elsewhere would wait for it.
 */
const SPREAD_RULE = { maxSkew: 1, nodeTaintsPolicy: 'Honor' };

/**
 * How pods are spread, so that no zone and no host takes all of them with it.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/
 */
@checked
export class Spread {
  /** Over zones and hosts where there is room. Pods start even where there is none. */
  public static evenly(): Spread {
    return new Spread('ScheduleAnyway', undefined);
  }

  /** Evenly over zones or not at all: a pod waits rather than lean on one zone. */
  public static strictlyOverZones(): Spread {
    return new Spread('DoNotSchedule', undefined);
  }

  /**
   * Leaves placement to the scheduler. The reason is recorded as a waiver.
   *
   * @param reason why all pods may share a zone or a host
   */
  public static none(reason: string): Spread {
    return new Spread('ScheduleAnyway', { reason });
  }

  private constructor(
    private readonly acrossZones: 'ScheduleAnyway' | 'DoNotSchedule',
    private readonly optOut: OptOut | undefined,
  ) {}

  /**
   * The fields of the pod's `spec`.
   *
   * @param context the workload
   * @param revisionLabel the label by which pods of one revision know each other, where old ones stand beside new ones
   * @internal
   */
  public _podFields({ selector, waivers }: WorkloadContext, revisionLabel?: string) {
    if (this.optOut !== undefined) {
      waivers.addOptOut('spread', 'spreads-over-zones', this.optOut);
      waivers.addOptOut('spread', 'spreads-over-hosts', this.optOut);
      return {};
    }
    const labelSelector = { matchLabels: selector };
    const rule = { ...SPREAD_RULE, ...ofRevision(revisionLabel), labelSelector };
    return {
      affinity: {
        podAntiAffinity: {
          preferredDuringSchedulingIgnoredDuringExecution: [
            { weight: 100, podAffinityTerm: { topologyKey: HOST_TOPOLOGY_KEY, labelSelector } },
          ],
        },
      },
      topologySpreadConstraints: [
        { topologyKey: ZONE_TOPOLOGY_KEY, whenUnsatisfiable: this.acrossZones, ...rule },
        { topologyKey: HOST_TOPOLOGY_KEY, whenUnsatisfiable: 'ScheduleAnyway', ...rule },
      ],
    };
  }
}

/** Old pods would count against the new ones of a rollout, and leave them askew when they are gone. */
function ofRevision(revisionLabel: string | undefined) {
  return revisionLabel === undefined ? {} : { matchLabelKeys: [revisionLabel] };
}
