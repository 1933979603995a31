import type { Manifest } from '../../model/manifest';
import { mapOf, mapsIn } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';

/** A metric by which an autoscaler looks at the use of CPU or memory. */
export interface ResourceMetric {
  readonly resource: string;
  /** Whether it compares use with the request. */
  readonly isUtilization: boolean;
  /** The one container that it is about; all of them where it is none. */
  readonly container?: string;
  readonly path: string;
}

/** The metrics of resources of a HorizontalPodAutoscaler; where it says nothing, it is 80 % of the CPU request. */
export function resourceMetricsOf({ apiVersion, spec }: Manifest): ResourceMetric[] {
  const cpu = { resource: 'cpu', isUtilization: true };
  if (apiVersion === 'autoscaling/v1') return [{ ...cpu, path: 'spec.targetCPUUtilizationPercentage' }];
  const metrics = mapsIn(spec.metrics);
  if (metrics.length === 0) return [{ ...cpu, path: 'spec.metrics' }];
  return metrics.flatMap(({ item, index }) => {
    const isOfContainer = item.type === 'ContainerResource';
    if (!isOfContainer && item.type !== 'Resource') return [];
    const { name, container, target } = mapOf(isOfContainer ? item.containerResource : item.resource);
    const isUtilization = mapOf(target).type === 'Utilization';
    const path = `spec.metrics[${index}]`;
    return [{ resource: textOf(name), isUtilization, container: isOfContainer ? textOf(container) : undefined, path }];
  });
}
