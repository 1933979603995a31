import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { ServiceLevelObjective } from '../../alerts/objectives/service-level-objective';
import { CountedService } from '../../alerts/services/counted-service';
import { ServiceAlerts } from '../../alerts/services/service-alerts';
import { fail } from '../../internal/fail';

/** What a service promises, and is alerted on: each once. */
export class Promises {
  /** Whether it is promised which share of its requests succeeds. */
  public isAvailabilityPromised = false;
  private readonly objectives = new Map<string, ServiceLevelObjective>();
  private alerts?: ApiObject;

  constructor(private readonly scope: Construct) {}

  /** Writes the rules of an objective. */
  public promise(objective: ServiceLevelObjective, counted: CountedService): ApiObject {
    if (this.objectives.has(objective.name)) {
      fail(this.scope, {
        prop: 'objective.name',
        must: 'be promised once',
        got: objective.name,
        remedy: 'leave out one of the two, or give it a name of its own',
      });
    }
    const rules = objective._promise(counted);
    this.objectives.set(objective.name, objective);
    this.isAvailabilityPromised ||= objective._isAvailability;
    return rules;
  }

  /** What is promised under a name. */
  public objectiveOf(name: string): ServiceLevelObjective | undefined {
    return this.objectives.get(name);
  }

  /** Writes the alerts. */
  public alertOn(alerts: ServiceAlerts, counted: CountedService): ApiObject {
    if (this.alerts !== undefined) {
      const remedy = 'leave out one of the two calls';
      fail(this.scope, { prop: 'alerts', must: 'be given once', got: alerts, remedy });
    }
    this.alerts = alerts._watch(counted);
    return this.alerts;
  }
}
