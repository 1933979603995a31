import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { describe, fail, pathOf } from '../../internal/fail';
import { checkLabels } from '../../internal/naming/names';
import { checked } from '../../internal/signatures/checked';
import { RenderedDocuments } from '../../internal/tree/rendered-documents';
import { objectsIn } from '../../internal/values/json';
import { StatefulService } from '../../workloads/stateful-service';

/**
 * Which PersistentVolumeClaims of a namespace: those that have certain labels.
 *
 * @example
 *
 * new VolumeSnapshots(chart, 'postgres-snapshots', { claims: ClaimSelector.withLabels({ app: 'postgres' }) });
 *
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#persistentvolumeclaims
 */
@checked
export class ClaimSelector {
  /**
   * The claims of a service's pods, those that come with more replicas too.
   *
   * @param service one with `claims`, in the same namespace
   */
  public static ofService(service: StatefulService): ClaimSelector {
    return new ClaimSelector(service.reachablePods.labels, service);
  }

  /**
   * The claims that have all of these labels, whoever made them.
   *
   * Those of a StatefulSet have the labels of its templates, and those that it selects its pods by.
   *
   * @param labels at least one
   */
  public static withLabels(labels: { [key: string]: string }): ClaimSelector {
    return new ClaimSelector(labels, undefined);
  }

  private constructor(
    private readonly labels: Record<string, string>,
    private readonly service: StatefulService | undefined,
  ) {}

  /** Refuses what selects everything, or nothing that is in the namespace. @internal */
  public _check(scope: Construct, namespace: string): void {
    const { labels, service } = this;
    checkLabels(scope, 'claims', labels);
    if (Object.keys(labels).length === 0) {
      const remedy = 'name a label that all of them have; claims of everything are no selection';
      fail(scope, { prop: 'claims', must: 'have a label', got: labels, remedy });
    }
    const place = service?.reachablePods.namespace ?? namespace;
    if (place === namespace) return;
    const must = `be those of a service in the namespace ${namespace}, for snapshots are where their claims are`;
    fail(scope, { prop: 'claims', must, got: place, remedy: 'make them in the chart of the service' });
  }

  /** What is wrong with the service once all of it is known. @internal */
  public _problems(scope: Construct): string[] {
    const { service } = this;
    if (service === undefined) return [];
    const document = RenderedDocuments.of(scope).readableDocumentOf(ApiObject.of(service.statefulSet));
    if (document === undefined || objectsIn(document.spec?.volumeClaimTemplates).length > 0) return [];
    return [describe({
      prop: 'claims',
      must: 'be those of a service with claims, or there would be nothing to take a snapshot of',
      got: pathOf(service),
      remedy: 'give the service claims, or remove this',
    })];
  }

  /** The labels, sorted. @internal */
  public get _labels(): Record<string, string> {
    return Object.fromEntries(Object.entries(this.labels).sort(([left], [right]) => (left < right ? -1 : 1)));
  }

  /** The labels as the API server takes them. @internal */
  public get _text(): string {
    return Object.entries(this._labels).map(([key, value]) => `${key}=${value}`).join(',');
  }
}
