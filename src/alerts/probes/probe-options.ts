import { Duration } from 'cdk8s';

/** Options for what asks addresses from inside of the cluster. */
export interface ProbeOptions {
  /**
   * Name of the objects.
   *
   * @default - the id of the construct
   */
  readonly name?: string;

  /**
   * Where the blackbox exporter listens, as `host:port`.
   *
   * In the manifest: `spec.prober.url` of the Probe, else the address that the scrape configuration asks.
   *
   * @default - port 9115 of the Service `blackbox-exporter` in the namespace of the platform's Prometheus
   */
  readonly prober?: string;

  /**
   * A module of the blackbox exporter that is there already. Then none is written.
   *
   * In the manifest: `spec.module` of the Probe, else the parameter `module` of the scrape configuration.
   *
   * @default - a module of this library, which is written beside it
   */
  readonly module?: string;

  /**
   * How often each address is asked, from 10 seconds to 2 minutes: Prometheus forgets what is older than five.
   *
   * In the manifest: `spec.interval` of the Probe, else `scrape_interval`.
   *
   * @default Duration.minutes(1)
   */
  readonly every?: Duration;

  /**
   * Address of the page that has a section for each alert: the name of the alert, in small letters, is appended as its
   * fragment.
   *
   * In the manifest: the annotation `runbook_url` of each alert.
   *
   * @default - the runbook of this library
   */
  readonly runbook?: string;

  /**
   * Address of the dashboard that the alerts link to.
   *
   * In the manifest: the annotation `dashboard_url` of each alert.
   *
   * @default - none
   */
  readonly dashboard?: string;
}
