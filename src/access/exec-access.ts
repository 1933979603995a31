import { Construct } from 'constructs';
import { checkGroups } from './group-checks';
import { checked } from '../internal/signatures/checked';
import { checkReason } from '../internal/values/plain-text';

/** Who opens shells in pods and ways to their ports. */
@checked
export class ExecAccess {
  /** Nobody: whoever must, gets it for a while by `BreakGlassAccess`. */
  public static none(): ExecAccess {
    return new ExecAccess([]);
  }

  /**
   * Groups that may do it at any time. The reason is recorded as a waiver.
   *
   * In the manifest: a Role with `pods/exec`, `pods/attach` and `pods/portforward`, and its RoleBinding.
   *
   * @param reason why logs and ephemeral rights are not enough
   * @param groups as the identity provider names them
   */
  public static groups(reason: string, groups: string[]): ExecAccess {
    return new ExecAccess([...groups], reason);
  }

  private constructor(private readonly names: readonly string[], private readonly reason?: string) {}

  /** @internal */
  public get _groups(): readonly string[] {
    return this.names;
  }

  /** @internal */
  public get _reason(): string | undefined {
    return this.reason;
  }

  /** Refuses groups that are none of people. @internal */
  public _check(scope: Construct): void {
    if (this.reason === undefined) return;
    checkReason(scope, 'exec', this.reason);
    checkGroups(scope, 'exec', this.names);
  }
}
