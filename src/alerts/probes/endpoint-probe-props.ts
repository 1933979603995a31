import { Duration } from 'cdk8s';
import { ProbeOptions } from './probe-options';

/** Properties for `EndpointProbe`. */
export interface EndpointProbeProps extends ProbeOptions {
  /**
   * What is asked, such as `https://shop.example.com/healthz`; without user, password and fragment.
   *
   * In the manifest: `spec.targets.staticConfig.static` of the Probe, else the targets of the scrape configuration.
   */
  readonly urls: string[];

  /**
   * How long an answer may take, redirects and the handshake included: from 10 milliseconds to less than 5
   * seconds, after which there is none.
   *
   * In the manifest: the expression of the alert `EndpointSlow`.
   *
   * @default Duration.seconds(2)
   */
  readonly slowerThan?: Duration;
}
