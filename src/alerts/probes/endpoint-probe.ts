import { ApiObject, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { endpointAlerts } from './endpoint-alerts';
import { EndpointProbeProps } from './endpoint-probe-props';
import { HTTP_2XX } from './probe-modules';
import { makeProbe, planProbe, queriesOf } from './probe-plan';
import { checkPage, pageKey } from './target-checks';
import { fail } from '../../internal/fail';
import { checked } from '../../internal/signatures/checked';
import { OwnConstruct } from '../../platform/own-construct';

const RUNBOOK = 'https://github.com/cdk8s-preflight/cdk8s-preflight/blob/main/docs/runbooks/probes.md';
const MILLISECONDS = { integral: false };
const SLOW_RANGE = { min: 10, below: 5000 };

/**
 * Asks pages again and again, as somebody outside would, and tells when they do not answer, or not in time.
 *
 * It sees what no metric of the service does: names that do not resolve, certificates that nobody accepts, an ingress
 * controller that leads nowhere. The blackbox exporter asks; whoever runs it gives it the module that is written here.
 *
 * Writes a Probe where the platform's metrics are the operator's, else a ConfigMap with a file of scrape configurations
 * and the label `preflight/scrape-configs`; a ConfigMap with the module of the blackbox exporter; and alert rules.
 *
 * @see https://github.com/prometheus/blackbox_exporter
 *
 * @example
 * new EndpointProbe(chart, 'shop-pages', { urls: ['https://shop.example.com/', 'https://shop.example.com/cart'] });
 */
@checked
export class EndpointProbe extends OwnConstruct {
  /** What makes Prometheus ask: a Probe, or a ConfigMap with a scrape configuration. */
  public readonly probe: ApiObject;
  /** The ConfigMap with the module of the blackbox exporter, unless there is one already. */
  public readonly module?: ApiObject;
  /** The alert rules: a PrometheusRule, or a ConfigMap with a rule file. */
  public readonly alertRules: ApiObject;

  /**
   * @param scope the chart or construct that it is part of
   * @param id its name within the scope, and the default name of what it writes
   * @param props what is asked, and what is other than the defaults
   */
  constructor(scope: Construct, id: string, props: EndpointProbeProps) {
    super(scope, id);
    const { urls, slowerThan = Duration.seconds(2) } = props;
    urls.forEach((url, index) => checkPage(this, `urls[${index}]`, url));
    const targets = { prop: 'urls', values: urls, keyOf: pageKey };
    const kind = { module: HTTP_2XX, runbook: RUNBOOK, options: props, targets };
    const plan = planProbe(this, id, kind);
    const alerts = endpointAlerts(queriesOf(plan), secondsOf(this, slowerThan));
    const { probe, module, alertRules } = makeProbe(this, plan, { kind, alerts });
    this.probe = probe;
    this.module = module;
    this.alertRules = alertRules;
  }
}

function secondsOf(scope: Construct, slowerThan: Duration): number {
  const milliseconds = slowerThan.toMilliseconds(MILLISECONDS);
  if (milliseconds < SLOW_RANGE.min || milliseconds >= SLOW_RANGE.below) {
    const must = `be from ${SLOW_RANGE.min} to less than ${SLOW_RANGE.below} milliseconds`;
    const remedy = 'give a duration within the range, such as Duration.seconds(1)';
    fail(scope, { prop: 'slowerThan', must, got: `${milliseconds} milliseconds`, remedy });
  }
  return milliseconds / 1000;
}
