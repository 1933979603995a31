import { Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { fail } from '../internal/fail';
import { isQualifiedKey } from '../internal/naming/names';
import { Json } from '../internal/values/json';
import { checkText } from '../internal/values/plain-text';

/** The conditions that controllers must set before a pod counts as ready. */
export class ReadinessGates {
  private readonly conditionTypes: string[] = [];

  public add(scope: Construct, conditionType: string): void {
    checkText(scope, 'addReadinessGate', conditionType);
    if (!isQualifiedKey(conditionType)) {
      const must = 'be a condition like example.com/ready';
      fail(scope, { prop: 'addReadinessGate', must, got: conditionType, remedy: 'write it as its controller does' });
    }
    if (this.conditionTypes.includes(conditionType)) {
      fail(scope, { prop: 'addReadinessGate', must: 'be new', got: conditionType, remedy: 'remove the second call' });
    }
    this.conditionTypes.push(conditionType);
  }

  /** `spec.readinessGates` of the pod; undefined where there are none. */
  public lazily(): Json {
    const gates = () => this.conditionTypes.map((conditionType) => ({ conditionType }));
    return Lazy.any({ produce: () => (this.conditionTypes.length === 0 ? undefined : gates()) });
  }
}
