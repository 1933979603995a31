import { Construct } from 'constructs';
import { checkLabelValue } from '../internal/naming/names';
import { checked } from '../internal/signatures/checked';
import { checkInteger, COUNT_RANGE } from '../internal/values/numbers';

/** Options for `Environment.of`. */
export interface EnvironmentOptions {
  /**
   * Replicas that a workload keeps at least when its own scaling does not say.
   *
   * Fewer than three is a relaxation: each workload carries it as a waiver.
   *
   * @default 3
   */
  readonly minReplicas?: number;
}

/**
 * The stage that a subtree is deployed to, and what may be relaxed there.
 *
 * Its name becomes the label `environment` of every object.
 */
@checked
export class Environment {
  /** Three replicas at least, nothing relaxed. */
  public static readonly PRODUCTION = new Environment('production', 3);
  /** Two replicas at least. */
  public static readonly STAGING = new Environment('staging', 2);
  /** One replica is enough. */
  public static readonly DEVELOPMENT = new Environment('development', 1);

  /**
   * Defines an environment of your own.
   *
   * @param name a label value, such as `qa`
   * @param options what is relaxed
   */
  public static of(name: string, options: EnvironmentOptions = {}): Environment {
    return new Environment(name, options.minReplicas ?? 3);
  }

  private constructor(
    /** The name, as the label `environment` carries it. */
    public readonly name: string,
    /** Replicas that a workload keeps at least. */
    public readonly minReplicas: number,
  ) {}

  /** @internal */
  public _check(scope: Construct): void {
    checkLabelValue(scope, 'environment', this.name);
    checkInteger(scope, { prop: 'environment.minReplicas', value: this.minReplicas }, COUNT_RANGE);
  }
}
