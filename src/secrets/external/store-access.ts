import { Construct } from 'constructs';
import { fail } from '../../internal/fail';
import { OptOut } from '../../internal/manifest/waiver-annotations';
import { checkDnsLabel, checkLabels } from '../../internal/naming/names';
import { checked } from '../../internal/signatures/checked';
import { JsonObject } from '../../internal/values/json';

/** From which namespaces secrets may be read through a ClusterSecretStore. */
@checked
export class StoreAccess {
  /**
   * From these.
   *
   * In the manifest: ClusterSecretStore `spec.conditions[].namespaces`.
   *
   * @param names their names
   */
  public static namespaces(names: string[]): StoreAccess {
    return new StoreAccess({ names: [...names] });
  }

  /**
   * From those that carry all of these labels, which whoever may label a namespace can add.
   *
   * In the manifest: ClusterSecretStore `spec.conditions[].namespaceSelector`.
   *
   * @param labels the labels
   */
  public static labeled(labels: { [key: string]: string }): StoreAccess {
    return new StoreAccess({ labels: { ...labels } });
  }

  /**
   * From every namespace: whoever may make an ExternalSecret anywhere reads all that the store may read.
   *
   * @param reason why that is meant; recorded as a waiver
   */
  public static everyNamespace(reason: string): StoreAccess {
    return new StoreAccess({ optOut: { reason } });
  }

  private constructor(private readonly who: {
    readonly names?: string[];
    readonly labels?: Record<string, string>;
    readonly optOut?: OptOut;
  }) {}

  /** @internal */
  public _check(scope: Construct): void {
    const { names, labels } = this.who;
    const prop = 'access';
    if (names?.length === 0 || (labels && Object.keys(labels).length === 0)) {
      const remedy = 'name them, or use StoreAccess.everyNamespace with a reason';
      fail(scope, { prop, must: 'name a namespace', got: names ?? labels, remedy });
    }
    names?.forEach((name) => checkDnsLabel(scope, prop, name));
    if (labels) checkLabels(scope, prop, labels);
    const twice = names?.find((name, index) => names.indexOf(name) !== index);
    if (twice === undefined) return;
    fail(scope, { prop, must: 'name each namespace once', got: twice, remedy: 'remove one of the two' });
  }

  /** Those that are named, where they are. @internal */
  public get _namespaces(): string[] | undefined {
    const { names } = this.who;
    return names && [...names].sort();
  }

  /** `spec.conditions`. @internal */
  public get _conditions(): JsonObject[] | undefined {
    const { labels } = this.who;
    if (this._namespaces) return [{ namespaces: this._namespaces }];
    return labels && [{ namespaceSelector: { matchLabels: labels } }];
  }

  /** Why all may, where they may. @internal */
  public get _optOut(): OptOut | undefined {
    return this.who.optOut;
  }
}
