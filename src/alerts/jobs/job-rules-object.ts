import { ApiObject } from 'cdk8s';
import { objectMetadata, WorkloadContext } from '../../internal/manifest/workload-context';
import { AlertRule, alertRulesObject, RecordingRule } from '../alert-rules';
import { omittedReasons } from '../omitted-alerts';

/** The rules about one job, and why others are not there. */
export interface JobRules {
  readonly rules: readonly (AlertRule | RecordingRule)[];
  readonly omit?: Readonly<Record<string, string>>;
}

/** The alert rules of a job, as the platform's Prometheus finds them. */
export function jobRulesObject(context: WorkloadContext, { rules, omit = {} }: JobRules): ApiObject {
  const { scope, namespace, name } = context;
  return alertRulesObject(scope, 'AlertRules', {
    metadata: { ...objectMetadata(context), name: `${name}-alerts`, ...omittedReasons(omit) },
    groups: () => [{ name: `${namespace}-${name}`, rules }],
  });
}
