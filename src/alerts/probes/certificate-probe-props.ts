import { Duration } from 'cdk8s';
import { ProbeOptions } from './probe-options';

/** Properties for `CertificateProbe`. */
export interface CertificateProbeProps extends ProbeOptions {
  /**
   * Who shows a certificate at once, as `host` or `host:port`; without a port it is 443.
   *
   * In the manifest: `spec.targets.staticConfig.static` of the Probe, else the targets of the scrape configuration.
   */
  readonly hosts: string[];

  /**
   * How long before a certificate expires somebody is told, from 1 to 365 days.
   *
   * In the manifest: the expression of the alert `ServedCertificateExpiring`.
   *
   * @default Duration.days(21)
   */
  readonly warnBefore?: Duration;

  /**
   * How long before a certificate expires somebody is woken up, from 1 hour; shorter than `warnBefore`.
   *
   * In the manifest: the expression of the alert `ServedCertificateExpiringSoon`.
   *
   * @default Duration.days(7)
   */
  readonly wakeBefore?: Duration;
}
