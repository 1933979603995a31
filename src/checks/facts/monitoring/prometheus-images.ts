/** Whoever publishes it, and whatever is in front of the name. */
const PROMETHEUS = /(?:^|\/)prometheus(?:[:@]|$)/;

/** Whether an image is that of Prometheus itself, and of none of its exporters. */
export function isPrometheusImage(image: string): boolean {
  return PROMETHEUS.test(image);
}
