import { Construct } from 'constructs';
import { checkDnsLabel } from '../internal/naming/names';
import { checked } from '../internal/signatures/checked';
import { checkReason } from '../internal/values/plain-text';

/** Where somebody has rights. */
@checked
export class AccessScope {
  /** In the namespace of whoever has them. */
  public static ownNamespace(): AccessScope {
    return new AccessScope();
  }

  /**
   * In another namespace, which is one more for a token that is stolen.
   *
   * In the manifest: Role and RoleBinding `metadata.namespace`.
   *
   * @param name the namespace
   */
  public static namespace(name: string): AccessScope {
    return new AccessScope(name);
  }

  /**
   * In every namespace, and of what is in none.
   *
   * In the manifest: a ClusterRole and a ClusterRoleBinding; the reason is their annotation
   * `kubernetes.io/description`.
   *
   * @param reason why no namespace is enough
   */
  public static cluster(reason: string): AccessScope {
    return new AccessScope(undefined, reason);
  }

  private constructor(private readonly name?: string, private readonly reason?: string) {}

  /** Refuses what cannot be. @internal */
  public _check(scope: Construct): void {
    if (this.name !== undefined) checkDnsLabel(scope, 'scope', this.name);
    if (this.reason !== undefined) checkReason(scope, 'scope', this.reason);
  }

  /** Whether rights hold in the whole cluster. @internal */
  public get _isCluster(): boolean {
    return this.reason !== undefined;
  }

  /** Why they do. @internal */
  public get _reason(): string | undefined {
    return this.reason;
  }

  /**
   * The default name of a role: outside of the namespace of whoever holds it, that comes before the id, for others
   * there may have the same id.
   *
   * @param home the namespace of whoever holds it
   * @internal
   */
  public _nameOf(id: string, home: string): string {
    return this._namespace(home) === home ? id : `${home}-${id}`;
  }

  /**
   * The one namespace; undefined where it is the whole cluster.
   *
   * @param home the namespace of whoever has the rights
   * @internal
   */
  public _namespace(home: string): string | undefined {
    return this._isCluster ? undefined : this.name ?? home;
  }
}
