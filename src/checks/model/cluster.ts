import { Manifest } from './manifest';
import { PodTemplate } from './manifest-pods';
import { Namespaces } from './namespaces';
import { isPodCarrier } from './pod-carriers';
import { Labelled, LabelIndex } from './selectors/label-index';
import { madeLabelsOf } from './selectors/made-labels';
import { SelectorIndex } from './selectors/selector-index';
import { SetOfObjects } from './set-of-objects';
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
  /** The objects, each once: of those that are the same one the last, which is what a cluster keeps. */
  public readonly manifests: Manifest[];
  private readonly set: SetOfObjects;
  private readonly namespaces: Namespaces;
  private readonly byGroupKind: Map<string, Manifest[]>;
  private readonly byName = new Map<string, Manifest>();
  private owners?: Manifest[];
  private labelledPods?: readonly Labelled<PodSource>[];
  private podIndex?: LabelIndex<PodSource>;
  private readonly selectorIndexes = new Map<string, SelectorIndex<Manifest>>();
  private autoscalers?: Map<string, Manifest[]>;

  /**
   * @param manifests the objects
   * @param minor the Kubernetes minor that they are meant for, such as 30 for 1.30
   * @param trustedRegistries such as `ghcr.io/acme`; where there are none, images may come from anywhere
   */
  constructor(
    manifests: Manifest[],
    /** The Kubernetes minor that they are meant for. */
    public readonly minor: number,
    /** The registries that images may come from. */
    public readonly trustedRegistries: string[] = [],
  ) {
    this.set = new SetOfObjects(manifests);
    this.manifests = this.set.objects;
    this.namespaces = new Namespaces(this.manifests);
    this.byGroupKind = groupBy(this.manifests, ({ groupKind }) => [groupKind]);
    for (const manifest of this.manifests) {
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
   * All that is the same object as a given one, which stands among them: of one group, kind, namespace and name.
   *
   * @param manifest one of them
   */
  public versionsOf(manifest: Manifest): Manifest[] {
    return [...this.set.versionsOf(manifest)];
  }

  /**
   * The namespace that a written one means, to compare with another one.
   *
   * What has none stands in the only one that the objects name, else in `default`. Where none of them has one, every
   * namespace means the one that they will be given.
   *
   * @param namespace as it is written, empty where it is not
   */
  public effectiveNamespace(namespace: string): string {
    return this.namespaces.meaningOf(namespace);
  }

  /**
   * The object of a kind with a name. Where none has the namespace, it is one without any, which may be given it.
   *
   * @param groupKind such as `Service` or `apps/Deployment`
   * @param namespace as it is written; empty for objects of no namespace
   * @param name its name
   */
  public named(groupKind: string, namespace: string, name: string): Manifest | undefined {
    return this.byName.get(nameKey(groupKind, namespace, name))
      ?? this.byName.get(nameKey(groupKind, namespace === '' ? this.effectiveNamespace('') : '', name));
  }

  /**
   * The pods that a label selector selects in a namespace. An empty selector selects all.
   *
   * @param namespace as it is written
   * @param selector with `matchLabels` and `matchExpressions`
   */
  public podsSelectedBy(namespace: string, selector: { [key: string]: any }): PodSource[] {
    return [...this._podsSelectedBy(namespace, selector)];
  }

  /**
   * The same, in one list for all whose selectors say the same, so that what is found out of it is found once.
   *
   * @internal
   */
  public _podsSelectedBy(namespace: string, selector: { [key: string]: any }): readonly PodSource[] {
    this.podIndex ??= new LabelIndex(this._labelledPods());
    return this.podIndex.selectedBy(this.effectiveNamespace(namespace), selector);
  }

  /**
   * All pods with the labels that they have in the end.
   *
   * @internal
   */
  public _labelledPods(): readonly Labelled<PodSource>[] {
    return this.labelledPods ??= this.labelPods();
  }

  private labelPods(): Labelled<PodSource>[] {
    const isScaledByKeda = this.ofKind('keda.sh/ScaledObject').length > 0;
    return this.podOwners.flatMap((owner) => {
      const namespace = this.effectiveNamespace(owner.namespace);
      const made = madeLabelsOf(owner, isScaledByKeda || this.autoscalersOf(owner).length > 0);
      const maker = owner.name;
      return owner.pods.map((template) => (
        { value: { owner, template }, namespace, labels: template.labels, made, maker }
      ));
    });
  }

  /**
   * The Services that select pods with these labels. One without a selector selects none.
   *
   * @param namespace as it is written
   * @param labels those of the pods
   */
  public servicesSelecting(namespace: string, labels: { [key: string]: any }): Manifest[] {
    return this._serviceGroups(namespace, labels).flat();
  }

  /**
   * The same in groups of those whose selectors say the same. Each group is the same list whenever it is asked for.
   *
   * @internal
   */
  public _serviceGroups(namespace: string, labels: { [key: string]: any }): readonly (readonly Manifest[])[] {
    return this.selecting('Service', ({ spec }) => {
      const matchLabels = mapOf(spec.selector);
      return Object.keys(matchLabels).length === 0 ? undefined : { matchLabels };
    }).matchingGroups(this.effectiveNamespace(namespace), labels);
  }

  /**
   * The NetworkPolicies that select pods with these labels.
   *
   * @param namespace as it is written
   * @param labels those of the pods
   */
  public policiesSelecting(namespace: string, labels: { [key: string]: any }): Manifest[] {
    const selectorOf = ({ spec }: Manifest) => mapOf(spec.podSelector);
    return this.selecting('networking.k8s.io/NetworkPolicy', selectorOf)
      .matching(this.effectiveNamespace(namespace), labels);
  }

  /**
   * The PodDisruptionBudgets that select pods with these labels.
   *
   * @param namespace as it is written
   * @param labels those of the pods
   */
  public budgetsSelecting(namespace: string, labels: { [key: string]: any }): Manifest[] {
    return [...this._budgetGroups(namespace, labels)].flat();
  }

  /**
   * The same in groups, as those of Services.
   *
   * @internal
   */
  public _budgetGroups(namespace: string, labels: { [key: string]: any }): Iterable<readonly Manifest[]> {
    const selectorOf = ({ spec }: Manifest) => (spec.selector === undefined ? undefined : mapOf(spec.selector));
    return this.selecting('policy/PodDisruptionBudget', selectorOf).groups(this.effectiveNamespace(namespace), labels);
  }

  /**
   * The HorizontalPodAutoscalers that scale an object.
   *
   * @param target what may be scaled
   */
  public autoscalersOf(target: Manifest): Manifest[] {
    this.autoscalers ??= groupBy(this.ofKind('autoscaling/HorizontalPodAutoscaler'), ({ namespace, spec }) => {
      const { kind, name } = mapOf(spec.scaleTargetRef);
      return [nameKey(textOf(kind), this.effectiveNamespace(namespace), textOf(name))];
    });
    const { kind, namespace, name } = target;
    return this.autoscalers.get(nameKey(kind, this.effectiveNamespace(namespace), name)) ?? [];
  }

  private selecting(groupKind: string, selectorOf: (one: Manifest) => object | undefined): SelectorIndex<Manifest> {
    let index = this.selectorIndexes.get(groupKind);
    if (index === undefined) {
      index = new SelectorIndex(this.ofKind(groupKind).flatMap((value) => {
        const selector = selectorOf(value);
        const namespace = this.effectiveNamespace(value.namespace);
        return selector === undefined ? [] : [{ value, namespace, selector }];
      }));
      this.selectorIndexes.set(groupKind, index);
    }
    return index;
  }
}

function nameKey(groupKind: string, namespace: string, name: string): string {
  return `${groupKind}\0${namespace}\0${name}`;
}
