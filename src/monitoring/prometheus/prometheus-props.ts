import { CommonPrometheusProps } from './common-prometheus-props';

/** Properties for `Prometheus`. */
export interface PrometheusProps extends CommonPrometheusProps {
  /**
   * Among how many ConfigMaps the files with rules and scrape configurations are divided, up to 20. Each holds one MiB;
   * a message says when there are too few.
   *
   * @default 1
   */
  readonly fileParts?: number;
}
