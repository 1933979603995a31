import { ApiObject, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { exporterAddress, ProbeModule } from './probe-modules';
import { MODULE_FILE, moduleObject, ProbePlan, probeObject } from './probe-objects';
import { ProbeOptions } from './probe-options';
import { ProbeQueries } from './probe-queries';
import { checkAddress, checkModule, checkTargets, GivenTargets } from './target-checks';
import { namespaceOf } from '../../internal/tree/namespace-lookup';
import { checkRunbook, checkWebAddress } from '../../internal/values/addresses/web-address';
import { wholeSeconds } from '../../internal/values/durations';
import { Platform } from '../../platform/platform';
import { AlertRule, alertRulesObject } from '../alert-rules';
import { withRunbook } from '../alert-texts';
import { checkNameOfFiles } from '../labeled-files';

// Prometheus forgets a sample after five minutes, and one may be lost.
const EVERY_RANGE = { min: 10, max: 120 };

/** What a kind of probe is made of. */
export interface ProbeKind {
  readonly module: ProbeModule;
  readonly runbook: string;
  readonly options: ProbeOptions;
  readonly targets: GivenTargets;
}

/** The objects of a probe. */
export interface ProbeParts {
  readonly probe: ApiObject;
  readonly module?: ApiObject;
  readonly alertRules: ApiObject;
}

/** Fills in the defaults; refuses what nobody could be asked by. */
export function planProbe(scope: Construct, id: string, { options, targets, module }: ProbeKind): ProbePlan {
  const { name = id, every = Duration.minutes(1) } = options;
  const platform = Platform.of(scope);
  const { prober = exporterAddress('blackbox-exporter', platform.metrics.namespace) } = options;
  const namespace = namespaceOf(scope);
  checkNameOfFiles(scope, name, MODULE_FILE);
  checkAddress(scope, 'prober', prober);
  checkModule(scope, options.module ?? module.name);
  checkTargets(scope, targets);
  checkRunbook(scope, 'runbook', options.runbook);
  checkWebAddress(scope, 'dashboard', options.dashboard);
  return {
    metadata: { name, namespace, labels: platform._objectLabels() },
    job: `probe/${namespace}/${name}`,
    targets: targets.values,
    prober,
    module: options.module ?? module.name,
    everySeconds: wholeSeconds(scope, { prop: 'every', value: every }, EVERY_RANGE),
  };
}

/** The queries about the answers. */
export function queriesOf({ metadata: { namespace }, job, targets }: ProbePlan): ProbeQueries {
  return new ProbeQueries({ namespace, job, targets });
}

/** Writes the objects. */
export function makeProbe(
  scope: Construct,
  plan: ProbePlan,
  { kind, alerts }: { kind: ProbeKind; alerts: readonly Omit<AlertRule, 'runbook'>[] },
): ProbeParts {
  const { metadata } = plan;
  const { module, dashboard, runbook = kind.runbook } = kind.options;
  const rules = withRunbook(alerts, runbook).map((rule) => ({ ...rule, dashboard }));
  return {
    probe: probeObject(scope, plan),
    module: module === undefined ? moduleObject(scope, metadata, kind.module) : undefined,
    alertRules: alertRulesObject(scope, 'AlertRules', {
      metadata: { ...metadata, name: `${metadata.name}-alerts` },
      groups: () => [{ name: `probe-${metadata.namespace}-${metadata.name}`, rules }],
    }),
  };
}
