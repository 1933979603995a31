import { OptOut, Waivers } from '../internal/manifest/waiver-annotations';
import { POD_SECURITY_LABEL, POD_SECURITY_WARN_LABEL } from '../internal/naming/labels';
import { checked } from '../internal/signatures/checked';

/**
 * Which pods the API server admits into a namespace.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
@checked
export class PodSecurity {
  /** Pods without any privilege: the level that all workloads of this library meet. */
  public static restricted(): PodSecurity {
    return new PodSecurity('restricted', undefined);
  }

  /**
   * Pods without known escalations. The reason is recorded as a waiver.
   *
   * @param reason which pods need it, and why
   */
  public static baseline(reason: string): PodSecurity {
    return new PodSecurity('baseline', { reason });
  }

  /**
   * Any pod, those that own the node included. The reason is recorded as a waiver.
   *
   * @param reason which pods need it, and why
   */
  public static privileged(reason: string): PodSecurity {
    return new PodSecurity('privileged', { reason });
  }

  private constructor(private readonly level: string, private readonly optOut: OptOut | undefined) {}

  /** What the API server enforces. @internal */
  public get _level(): string {
    return this.level;
  }

  /** Puts the reason on record for which more is admitted. @internal */
  public _record(waivers: Waivers): void {
    if (this.optOut !== undefined) waivers.addOptOut('podSecurity', 'namespace-enforces-restricted', this.optOut);
  }

  /** The labels of the namespace. Warnings and the audit log go by `restricted` whatever is admitted. @internal */
  public get _labels(): Record<string, string> {
    return {
      [POD_SECURITY_LABEL]: this.level,
      'pod-security.kubernetes.io/enforce-version': 'latest',
      'pod-security.kubernetes.io/audit': 'restricted',
      'pod-security.kubernetes.io/audit-version': 'latest',
      [POD_SECURITY_WARN_LABEL]: 'restricted',
      'pod-security.kubernetes.io/warn-version': 'latest',
    };
  }
}
