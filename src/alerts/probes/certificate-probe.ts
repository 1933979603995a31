import { ApiObject, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { certificateAlerts, CertificateLimits } from './certificate-alerts';
import { CertificateProbeProps } from './certificate-probe-props';
import { checkBeginsWithTls } from './plain-ports';
import { TCP_TLS } from './probe-modules';
import { makeProbe, planProbe, queriesOf } from './probe-plan';
import { hostKey, tlsAddress } from './target-checks';
import { fail } from '../../internal/fail';
import { checked } from '../../internal/signatures/checked';
import { inSeconds, wholeSeconds } from '../../internal/values/durations';
import { OwnConstruct } from '../../platform/own-construct';

const RUNBOOK = 'https://github.com/cdk8s-preflight/cdk8s-preflight/blob/main/docs/runbooks/probes.md';
const HOUR = 3600;
const DAY = 24 * HOUR;
const WAKE_BEFORE = Duration.days(7);

/**
 * Looks at the certificates that servers show, and tells 21 and 7 days before one expires.
 *
 * It sees what is served, whoever issued it and wherever it should have been renewed: a server that never read the new
 * one, too. The blackbox exporter asks; whoever runs it gives it the module that is written here.
 *
 * TLS must begin at once: a port where a protocol asks for it by STARTTLS, such as 587 of SMTP, needs a `module` of
 * your own.
 *
 * Writes a Probe where the platform's metrics are the operator's, else a ConfigMap with a file of scrape configurations
 * and the label `preflight/scrape-configs`; a ConfigMap with the module of the blackbox exporter; and alert rules.
 *
 * @see https://github.com/prometheus/blackbox_exporter
 *
 * @example
 * new CertificateProbe(chart, 'shop-certificates', { hosts: ['shop.example.com', 'mail.example.com:465'] });
 */
@checked
export class CertificateProbe extends OwnConstruct {
  /** What makes Prometheus ask: a Probe, or a ConfigMap with a scrape configuration. */
  public readonly probe: ApiObject;
  /** The ConfigMap with the module of the blackbox exporter, unless there is one already. */
  public readonly module?: ApiObject;
  /** The alert rules: a PrometheusRule, or a ConfigMap with a rule file. */
  public readonly alertRules: ApiObject;

  /**
   * @param scope the chart or construct that it is part of
   * @param id its name within the scope, and the default name of what it writes
   * @param props who is asked, and what is other than the defaults
   */
  constructor(scope: Construct, id: string, props: CertificateProbeProps) {
    super(scope, id);
    const addresses = props.hosts.map((host, index) => tlsAddress(this, `hosts[${index}]`, host));
    // A module of somebody else's may speak what comes before TLS.
    if (props.module === undefined) {
      addresses.forEach((address, index) => checkBeginsWithTls(this, `hosts[${index}]`, address));
    }
    const targets = { prop: 'hosts', values: addresses, keyOf: hostKey };
    const kind = { module: TCP_TLS, runbook: RUNBOOK, options: props, targets };
    const plan = planProbe(this, id, kind);
    const alerts = certificateAlerts(queriesOf(plan), limitsOf(this, props));
    const { probe, module, alertRules } = makeProbe(this, plan, { kind, alerts });
    this.probe = probe;
    this.module = module;
    this.alertRules = alertRules;
  }
}

function limitsOf(scope: Construct, props: CertificateProbeProps): CertificateLimits {
  const { warnBefore = Duration.days(21), wakeBefore = WAKE_BEFORE } = props;
  const warnSeconds = wholeSeconds(scope, { prop: 'warnBefore', value: warnBefore }, { min: DAY, max: 365 * DAY });
  if (props.wakeBefore === undefined && warnSeconds <= inSeconds(WAKE_BEFORE)) {
    const must = `be longer than wakeBefore, which is ${WAKE_BEFORE.toDays()} days where it is left out`;
    fail(scope, { prop: 'warnBefore', must, got: `${warnSeconds} seconds`, remedy: 'give a shorter wakeBefore too' });
  }
  const range = { min: HOUR, max: 365 * DAY };
  const wakeSeconds = wholeSeconds(scope, { prop: 'wakeBefore', value: wakeBefore }, range);
  if (wakeSeconds >= warnSeconds) {
    const must = `be shorter than warnBefore, ${warnSeconds} seconds`;
    fail(scope, { prop: 'wakeBefore', must, got: `${wakeSeconds} seconds`, remedy: 'shorten it, or warn earlier' });
  }
  return { warnSeconds, wakeSeconds };
}
