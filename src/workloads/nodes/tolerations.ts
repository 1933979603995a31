import { TaintEffect } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { fail } from '../../internal/fail';
import { checkLabels } from '../../internal/naming/names';
import { checked } from '../../internal/signatures/checked';
import { Json } from '../../internal/values/json';

/** A taint of nodes that pods put up with. */
export interface ToleratedTaint {
  /**
   * Key of the taint, such as `node-role.kubernetes.io/control-plane`.
   *
   * In the manifest: pod template `spec.tolerations[].key`.
   */
  readonly key: string;

  /**
   * Value of the taint.
   *
   * In the manifest: pod template `spec.tolerations[].value`.
   *
   * @default - any
   */
  readonly value?: string;

  /**
   * What the taint does to pods that do not put up with it.
   *
   * In the manifest: pod template `spec.tolerations[].effect`.
   *
   * @default - whatever it does
   */
  readonly effect?: TaintEffect;
}

/**
 * Which taints of nodes keep no pod away.
 *
 * Whatever is said here, the DaemonSet controller lets the pods stay where a node is cordoned, not ready or short of
 * memory, disk or processes.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/#taints-and-tolerations
 */
@checked
export class Tolerations {
  /** Every taint there is and will be: no node goes without a pod. */
  public static everyTaint(): Tolerations {
    return new Tolerations([], true);
  }

  /** No taint but those of the DaemonSet controller: a node that is kept for others has no pod. */
  public static none(): Tolerations {
    return new Tolerations([], false);
  }

  /**
   * These taints, and those of the DaemonSet controller.
   *
   * @example
   *
   * Tolerations.of([{ key: 'node-role.kubernetes.io/control-plane' }]);
   *
   * @param taints what is put up with, at least one
   */
  public static of(taints: ToleratedTaint[]): Tolerations {
    return new Tolerations([...taints], false, true);
  }

  private constructor(
    private readonly taints: readonly ToleratedTaint[],
    private readonly isEvery: boolean,
    private readonly wereNamed = false,
  ) {}

  /** Refuses what no pod can have. @internal */
  public _check(scope: Construct): void {
    if (this.wereNamed && this.taints.length === 0) {
      const remedy = 'name one, or use Tolerations.none()';
      fail(scope, { prop: 'tolerations', must: 'hold a taint at least', got: this.taints, remedy });
    }
    for (const { key, value = '' } of this.taints) checkLabels(scope, 'tolerations', { [key]: value });
    const written = this.taints.map((taint) => JSON.stringify(tolerationOf(taint)));
    const again = written.findIndex((text, index) => written.indexOf(text) < index);
    if (again >= 0) {
      const remedy = 'remove one of the two';
      fail(scope, { prop: 'tolerations', must: 'hold each taint once', got: this.taints[again], remedy });
    }
  }

  /** Those of the pods; undefined where there are none. @internal */
  public get _podField(): Json {
    if (this.isEvery) return [{ operator: 'Exists' }];
    return this.taints.length === 0 ? undefined : this.taints.map(tolerationOf);
  }
}

function tolerationOf({ key, value, effect }: ToleratedTaint): Json {
  return value === undefined ? { key, operator: 'Exists', effect } : { key, operator: 'Equal', value, effect };
}
