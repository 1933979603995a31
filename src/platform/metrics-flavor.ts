import { Construct } from 'constructs';
import { checkDnsLabel, checkLabels } from '../internal/naming/names';
import { checked } from '../internal/signatures/checked';

/** Options for `MetricsFlavor.annotations`. */
export interface AnnotationMetricsOptions {
  /**
   * Namespace of the Prometheus that scrapes. Its pods may reach the metrics port of every workload.
   *
   * @default 'monitoring'
   */
  readonly namespace?: string;
}

/** Options for `MetricsFlavor.operator`. */
export interface OperatorMetricsOptions extends AnnotationMetricsOptions {
  /**
   * Labels that the Prometheus selects its ServiceMonitors by, such as `{ release: 'kube-prometheus-stack' }`.
   *
   * @default - none; a Prometheus with a label selector then passes the monitors by
   */
  readonly monitorLabels?: { [key: string]: string };
}

/** How the Prometheus of a subtree finds what to scrape. */
@checked
export class MetricsFlavor {
  /**
   * By the annotations `prometheus.io/scrape`, `port` and `path` of the pods.
   *
   * @param options where that Prometheus runs
   */
  public static annotations(options: AnnotationMetricsOptions = {}): MetricsFlavor {
    return new MetricsFlavor(false, options);
  }

  /**
   * By ServiceMonitors of the Prometheus operator.
   *
   * @param options where that Prometheus runs and what it selects
   * @see https://prometheus-operator.dev/docs/developer/getting-started/
   */
  public static operator(options: OperatorMetricsOptions = {}): MetricsFlavor {
    return new MetricsFlavor(true, options);
  }

  /** Namespace of the Prometheus. */
  public readonly namespace: string;
  /** Labels of every ServiceMonitor. */
  public readonly monitorLabels: { [key: string]: string };

  private constructor(
    /** Whether ServiceMonitors are written instead of annotations. */
    public readonly usesOperator: boolean,
    options: OperatorMetricsOptions,
  ) {
    this.namespace = options.namespace ?? 'monitoring';
    this.monitorLabels = { ...options.monitorLabels };
  }

  /** @internal */
  public _check(scope: Construct): void {
    checkDnsLabel(scope, 'metrics.namespace', this.namespace);
    checkLabels(scope, 'metrics.monitorLabels', this.monitorLabels);
  }
}
