import { Duration } from 'cdk8s';
import { Resources } from '../../availability/resources';

/** Properties for `NamespaceReaper`. */
export interface NamespaceReaperProps {
  /**
   * Name of all objects, a DNS-1035 label.
   *
   * @default - the id of the construct
   */
  readonly name?: string;

  /**
   * How often expired namespaces are looked for.
   *
   * In UTC, each 1, 2, 3, 4, 6, 8, 12 or 24 hours, or 7 or 30 days.
   *
   * In the manifest: CronJob `spec.schedule`.
   *
   * @default Duration.hours(1)
   */
  readonly every?: Duration;

  /**
   * How long before it is deleted somebody is told of a namespace, at least.
   *
   * One that says so late stays as long after it was told of. In whole seconds, and no less than `every`.
   *
   * @default Duration.days(3)
   */
  readonly warnBefore?: Duration;

  /**
   * Names of namespaces that are never deleted, whatever they say of themselves.
   *
   * @default - those that begin with `kube-`, `default` and its own, which are never deleted anyway
   */
  readonly keptNamespaces?: string[];

  /**
   * CPU, memory and local storage of a run.
   *
   * @default Resources.small()
   */
  readonly resources?: Resources;

  /**
   * An image with `kubectl`, a shell and the tools of POSIX, pinned by tag and digest.
   *
   * In the manifest: CronJob `spec.jobTemplate.spec.template.spec.containers[0].image`.
   *
   * @default - docker.io/alpine/kubectl, by digest
   */
  readonly image?: string;

  /**
   * Address of the page that says what to do about its alerts, with a section for each.
   *
   * @default - the page of this library
   */
  readonly runbook?: string;
}
