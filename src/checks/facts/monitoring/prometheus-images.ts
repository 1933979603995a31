/** Whoever publishes it, and whatever is in front of the name. */
const PROMETHEUS = /(?:^|\/)prometheus(?:[:@]|$)/;
const ALERTMANAGER = /(?:^|\/)alertmanager(?:[:@]|$)/;

/** Whether an image is that of Prometheus itself, and of none of its exporters. */
export function isPrometheusImage(image: string): boolean {
  return PROMETHEUS.test(image);
}

/** Whether an image is that of Alertmanager. */
export function isAlertmanagerImage(image: string): boolean {
  return ALERTMANAGER.test(image);
}
