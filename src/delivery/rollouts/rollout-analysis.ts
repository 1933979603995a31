import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { Judging } from './judging';
import { fail } from '../../internal/fail';
import { keepFields } from '../../internal/manifest/kept-fields';
import { WorkloadContext } from '../../internal/manifest/workload-context';
import { JsonObject } from '../../internal/values/json';
import { JudgedService, measuredMetrics } from '../analysis/analyzed-objectives';
import { prometheusAddress } from '../analysis/prometheus-source';

const CONTROLLER = 'argo-rollouts';
/** What the AnalysisTemplate is told of the new version. */
export const VERSION_ARGUMENT = '{{args.version}}';

/** The AnalysisTemplate of a service: for each objective, the service as a whole and its new version alone. */
export function analysisTemplate(context: WorkloadContext, service: JudgedService, judging: Judging): ApiObject {
  const { scope, name, namespace, labels } = context;
  const { analysis } = judging;
  const metrics = measuredMetrics(service, analysis);
  metrics.forEach(({ query }) => checkTemplate(scope, query));
  const address = prometheusAddress(scope, analysis._options, CONTROLLER);
  const judged = judgingFields(judging);
  const template = new ApiObject(scope, 'Analysis', {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AnalysisTemplate',
    metadata: { name, namespace, labels },
    spec: {
      args: [{ name: 'version' }],
      metrics: metrics.map(({ name: metric, query, threshold }) => ({
        name: metric,
        ...judged,
        ...conditions(threshold),
        provider: { prometheus: { address, query } },
      })),
    },
  });
  keepTemplate(context, template);
  return template;
}

function keepTemplate({ scope, name, namespace }: WorkloadContext, template: ApiObject): void {
  const remedy = 'use the props analysis and name instead';
  keepFields(scope, template, [
    { path: ['metadata', 'name'], value: name, reason: 'the Rollout names it', remedy },
    { path: ['metadata', 'namespace'], value: namespace, reason: 'the Rollout is there', remedy },
    { path: ['spec', 'args'], value: [{ name: 'version' }], reason: 'the Rollout gives it that', remedy },
  ]);
}

/** The controller fills in what stands in double braces, whoever wrote it. */
function checkTemplate(scope: Construct, query: string): void {
  if (!query.split(VERSION_ARGUMENT).some((part) => part.includes('{{'))) return;
  const must = 'count requests by labels without {{, which Argo Rollouts would take for an argument';
  fail(scope, { prop: 'analysis.objectives.metrics', must, got: query, remedy: 'use other labels' });
}

/** How often it is measured, and how many measurements may be bad, or say nothing. */
function judgingFields({ intervalSeconds, delaySeconds, count, failures }: Judging): JsonObject {
  return {
    interval: `${intervalSeconds}s`,
    initialDelay: `${delaySeconds}s`,
    ...(count === undefined ? {} : { count }),
    failureLimit: failures - 1,
    inconclusiveLimit: failures - 1,
  };
}

/** Without a request the share of failures is no number, and without series there is none: neither is a verdict. */
function conditions(threshold: string): JsonObject {
  const isKnown = 'len(result) > 0 && !isNaN(result[0])';
  return {
    successCondition: `${isKnown} && result[0] <= ${threshold}`,
    failureCondition: `${isKnown} && result[0] > ${threshold}`,
  };
}
