import { Manifest } from './manifest';
import { PodTemplate } from './manifest-pods';
import { isPodCarrier } from './pod-carriers';
import { LabelIndex } from './selectors/label-index';
import { SelectorIndex } from './selectors/selector-index';
import { groupBy } from './values/group-by';
import { mapOf } from './values/plain-data';
import { textOf } from './values/text-of';
import { checked } from '../../internal/signatures/checked';

/** The pods of one object, as what selects pods sees them. */
export interface PodSource {
  /** The object that makes them. */
  readonly owner: Manifest;

  /** Their template. */
  readonly template: PodTemplate;
}

/** All objects that are judged together, indexed so that each question costs what its answer costs. */
@checked
export class Cluster {
  private readonly byGroupKind: Map<string, Manifest[]>;
  private readonly byName = new Map<string, Manifest>();
  private owners?: Manifest[];
  private podIndex?: LabelIndex<PodSource>;
  private readonly selectorIndexes = new Map<string, SelectorIndex<Manifest>>();
  private autoscalers?: Map<string, Manifest[]>;

  /**
   * @param manifests the objects
   * @param minor the Kubernetes minor that they are meant for, such as 30 for 1.30
   */
  constructor(
    /** The objects. */
    public readonly manifests: Manifest[],
    /** The Kubernetes minor that they are meant for. */
    public readonly minor: number,
  ) {
    this.byGroupKind = groupBy(manifests, ({ groupKind }) => [groupKind]);
    for (const manifest of manifests) {
      this.byName.set(nameKey(manifest.groupKind, manifest.namespace, manifest.name), manifest);
    }
  }

  /**
   * All objects of a kind.
   *
   * @param groupKind such as `Service` or `apps/Deployment`
   */
  public ofKind(groupKind: string): Manifest[] {
    return this.byGroupKind.get(groupKind) ?? [];
  }

  /** All objects that make pods. */
  public get podOwners(): Manifest[] {
    return this.owners ??= this.manifests.filter(isPodCarrier);
  }

  /**
   * The object of a kind with a name.
   *
   * @param groupKind such as `Service` or `apps/Deployment`
   * @param namespace as it is written; empty for objects of no namespace
   * @param name its name
   */
  public named(groupKind: string, namespace: string, name: string): Manifest | undefined {
    return this.byName.get(nameKey(groupKind, namespace, name));
  }

  /**
   * The pods that a label selector selects in a namespace. An empty selector selects all.
   *
   * @param namespace as it is written
   * @param selector with `matchLabels` and `matchExpressions`
   */
  public podsSelectedBy(namespace: string, selector: { [key: string]: any }): PodSource[] {
    this.podIndex ??= new LabelIndex(this.manifests.flatMap((owner) => owner.pods.map((template) => (
      { value: { owner, template }, namespace: owner.namespace, labels: template.labels }
    ))));
    return this.podIndex.selectedBy(namespace, selector);
  }

  /**
   * The Services that select pods with these labels. One without a selector selects none.
   *
   * @param namespace as it is written
   * @param labels those of the pods
   */
  public servicesSelecting(namespace: string, labels: { [key: string]: any }): Manifest[] {
    return this.selecting('Service', ({ spec }) => {
      const matchLabels = mapOf(spec.selector);
      return Object.keys(matchLabels).length === 0 ? undefined : { matchLabels };
    }).matching(namespace, labels);
  }

  /**
   * The NetworkPolicies that select pods with these labels.
   *
   * @param namespace as it is written
   * @param labels those of the pods
   */
  public policiesSelecting(namespace: string, labels: { [key: string]: any }): Manifest[] {
    const selectorOf = ({ spec }: Manifest) => mapOf(spec.podSelector);
    return this.selecting('networking.k8s.io/NetworkPolicy', selectorOf).matching(namespace, labels);
  }

  /**
   * The PodDisruptionBudgets that select pods with these labels.
   *
   * @param namespace as it is written
   * @param labels those of the pods
   */
  public budgetsSelecting(namespace: string, labels: { [key: string]: any }): Manifest[] {
    const selectorOf = ({ spec }: Manifest) => (spec.selector === undefined ? undefined : mapOf(spec.selector));
    return this.selecting('policy/PodDisruptionBudget', selectorOf).matching(namespace, labels);
  }

  /**
   * The HorizontalPodAutoscalers that scale an object.
   *
   * @param target what may be scaled
   */
  public autoscalersOf(target: Manifest): Manifest[] {
    this.autoscalers ??= groupBy(this.ofKind('autoscaling/HorizontalPodAutoscaler'), ({ namespace, spec }) => {
      const { kind, name } = mapOf(spec.scaleTargetRef);
      return [nameKey(textOf(kind), namespace, textOf(name))];
    });
    return this.autoscalers.get(nameKey(target.kind, target.namespace, target.name)) ?? [];
  }

  private selecting(groupKind: string, selectorOf: (one: Manifest) => object | undefined): SelectorIndex<Manifest> {
    let index = this.selectorIndexes.get(groupKind);
    if (index === undefined) {
      index = new SelectorIndex(this.ofKind(groupKind).flatMap((value) => {
        const selector = selectorOf(value);
        return selector === undefined ? [] : [{ value, namespace: value.namespace, selector }];
      }));
      this.selectorIndexes.set(groupKind, index);
    }
    return index;
  }
}

function nameKey(groupKind: string, namespace: string, name: string): string {
  return `${groupKind}\0${namespace}\0${name}`;
}
