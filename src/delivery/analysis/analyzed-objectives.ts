import { Construct } from 'constructs';
import { ObjectiveAnalysis } from '../../alerts/objectives/service-level-objective';
import { CountedService } from '../../alerts/services/counted-service';
import { VersionMark } from '../../alerts/services/request-series';
import { describe, fail } from '../../internal/fail';
import { Promises } from '../../workloads/relations/promises';
import { DeliveryAnalysis } from '../strategy/delivery-analysis';

/** A service whose new version is judged, with what it promises. */
export interface JudgedService {
  readonly scope: Construct;
  readonly counted: CountedService;
  readonly promises: Promises;
  readonly version: VersionMark;
}

/** What is asked of a new version by each objective; refuses objectives that the service does not promise. */
export function analyzedObjectives(service: JudgedService, { _objectives }: DeliveryAnalysis): ObjectiveAnalysis[] {
  const { scope, counted, promises, version } = service;
  const names = _objectives.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (names.length === 0 || twice !== undefined) {
    const must = 'be one or more, each under a name of its own';
    const remedy = 'name those that the service promises';
    fail(scope, { prop: 'analysis.objectives', must, got: twice ?? names, remedy });
  }
  scope.node.addValidation({
    validate: () => names.filter((name) => !promises.has(name)).map((got) => describe({
      prop: 'analysis.objectives',
      must: 'be promised by the service too, whose rules record what is asked',
      got,
      remedy: 'call promise(objective) of the service',
    })),
  });
  return _objectives.map((objective) => objective._analysis(counted, version));
}
