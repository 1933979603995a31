import { ApiObject, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { RolloutPlan } from './rollout-plan';
import { ObjectiveAnalysis } from '../../alerts/objectives/service-level-objective';
import { fail } from '../../internal/fail';
import { Overlay } from '../../internal/manifest/overlay';
import { WorkloadContext } from '../../internal/manifest/workload-context';
import { wholeSeconds } from '../../internal/values/durations';
import { JsonObject } from '../../internal/values/json';
import { INT32_MAX } from '../../internal/values/numbers';
import { analyzedObjectives, JudgedService } from '../analysis/analyzed-objectives';
import { prometheusAddress } from '../analysis/prometheus-source';
import { DeliveryAnalysis } from '../strategy/delivery-analysis';

const CONTROLLER = 'argo-rollouts';
/** What the AnalysisTemplate is told of the new version. */
export const VERSION_ARGUMENT = '{{args.version}}';
const INTERVAL = Duration.minutes(1);
const INTERVALS = { min: 10, max: INT32_MAX };
/** Rates are over five minutes: what is measured before there are some says nothing. */
const FIRST_AFTER = 2;
/** Measurements before a promotion, which must come to an end. */
const MEASUREMENTS = 5;

/** The AnalysisTemplate of a service: for each objective, the service as a whole and its new version alone. */
export function analysisTemplate(
  context: WorkloadContext, service: JudgedService, { analysis, plan }: JudgedPlan,
): ApiObject {
  const { scope, name, namespace, labels } = context;
  const { interval = INTERVAL } = analysis._options;
  const seconds = wholeSeconds(scope, { prop: 'analysis.interval', value: interval }, INTERVALS);
  const objectives = analyzedObjectives(service, analysis);
  objectives.forEach(({ version }) => checkTemplate(scope, version));
  const address = prometheusAddress(scope, analysis._options, CONTROLLER);
  const judging = rhythm(seconds, plan);
  const template = new ApiObject(scope, 'Analysis', {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AnalysisTemplate',
    metadata: { name, namespace, labels },
    spec: {
      args: [{ name: 'version' }],
      metrics: objectives.flatMap((objective) => metricsOf(objective).map(({ name: metric, query, threshold }) => ({
        name: metric,
        ...judging,
        ...conditions(threshold),
        provider: { prometheus: { address, query } },
      }))),
    },
  });
  Overlay.of(template);
  return template;
}

/** The controller fills in what stands in double braces, whoever wrote it. */
function checkTemplate(scope: Construct, query: string): void {
  if (!query.split(VERSION_ARGUMENT).some((part) => part.includes('{{'))) return;
  const must = 'count requests by labels without {{, which Argo Rollouts would take for an argument';
  fail(scope, { prop: 'analysis.objectives.metrics', must, got: query, remedy: 'use other labels' });
}

/** How often it is measured, and how many measurements may be bad, or say nothing. */
function rhythm(seconds: number, { abort: { failures }, blueGreen }: RolloutPlan): JsonObject {
  return {
    interval: `${seconds}s`,
    initialDelay: `${FIRST_AFTER * seconds}s`,
    ...(blueGreen === undefined ? {} : { count: MEASUREMENTS }),
    failureLimit: failures - 1,
    inconclusiveLimit: failures - 1,
  };
}

/** What judges, and how much it takes. */
interface JudgedPlan {
  readonly analysis: DeliveryAnalysis;
  readonly plan: RolloutPlan;
}

function metricsOf({ name, recorded: { query, threshold }, version }: ObjectiveAnalysis) {
  return [{ name, query, threshold }, { name: `${name}-of-new-version`, query: version, threshold }];
}

/** Without a request the share of failures is no number, and without series there is none: neither is a verdict. */
function conditions(threshold: string): JsonObject {
  const isKnown = 'len(result) > 0 && !isNaN(result[0])';
  return {
    successCondition: `${isKnown} && result[0] <= ${threshold}`,
    failureCondition: `${isKnown} && result[0] > ${threshold}`,
  };
}
