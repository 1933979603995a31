import { Construct } from 'constructs';
import { ObjectiveAnalysis } from '../../alerts/objectives/service-level-objective';
import { CountedService } from '../../alerts/services/counted-service';
import { VersionMark } from '../../alerts/services/request-series';
import { describe, fail } from '../../internal/fail';
import { isSame } from '../../internal/values/json';
import { Promises } from '../../workloads/relations/promises';
import { DeliveryAnalysis } from '../strategy/delivery-analysis';

/** A service whose new version is judged, with what it promises. */
export interface JudgedService {
  readonly scope: Construct;
  readonly counted: CountedService;
  readonly promises: Promises;
  readonly version: VersionMark;
}

/** What is measured, and judged. */
export interface MeasuredMetric {
  readonly name: string;
  readonly query: string;
  /** The most that is still good. */
  readonly threshold: string;
}

/**
 * For each objective the service as a whole, and its new version alone; refuses objectives that the service does not
 * promise.
 */
export function measuredMetrics(service: JudgedService, { _objectives }: DeliveryAnalysis): MeasuredMetric[] {
  const { scope, counted, version } = service;
  const names = _objectives.map(({ name }) => name);
  const all = [...names, ...names.map(ofNewVersion)];
  const twice = all.find((name, index) => all.indexOf(name) !== index);
  if (names.length === 0 || twice !== undefined) {
    const must = 'be one or more, each under a name of its own';
    const remedy = 'name those that the service promises';
    fail(scope, { prop: 'analysis.objectives', must, got: twice ?? names, remedy });
  }
  const analyses = _objectives.map((objective) => objective._analysis(counted, version));
  scope.node.addValidation({ validate: () => analyses.flatMap((analysis) => promiseComplaints(service, analysis)) });
  return analyses.flatMap(({ name, recorded: { query, threshold }, version: ofVersion }) => [
    { name, query, threshold }, { name: ofNewVersion(name), query: ofVersion, threshold },
  ]);
}

/** What is asked is recorded by the rules of the promise, and judged by what its alerts go by. */
function promiseComplaints({ promises, counted, version }: JudgedService, analysis: ObjectiveAnalysis): string[] {
  const { name: got } = analysis;
  const promised = promises.objectiveOf(got);
  if (promised !== undefined && isSame(promised._analysis(counted, version), analysis)) return [];
  const prop = 'analysis.objectives';
  const must = promised === undefined
    ? 'be promised by the service too, whose rules record what is asked'
    : 'be what the service promises under that name';
  return [describe({ prop, must, got, remedy: 'call promise(objective) of the service with the same one' })];
}

function ofNewVersion(objective: string): string {
  return `${objective}-of-new-version`;
}
