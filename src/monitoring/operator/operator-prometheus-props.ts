import { CommonPrometheusProps } from '../prometheus/common-prometheus-props';

/** Properties for `OperatorPrometheus`. */
export interface OperatorPrometheusProps extends CommonPrometheusProps {
  /**
   * Version of the program in the image, by which the operator chooses its flags.
   *
   * In the manifest: Prometheus `spec.version`.
   *
   * @default - the tag of the image
   */
  readonly version?: string;
}
