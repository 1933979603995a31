import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { checkAmounts, measurePods } from './measured-demand';
import { hasEndingPods, makerSpecPath } from './pod-template';
import { fail } from '../internal/fail';
import { fieldAt } from '../internal/manifest/kept-fields';
import { Overlay } from '../internal/manifest/overlay';
import { ResourceDemand, WorkloadDemand } from '../internal/tree/namespace-registry';
import { RenderedDocuments } from '../internal/tree/rendered-documents';
import { Json, JsonObject } from '../internal/values/json';
import { COUNT_RANGE } from '../internal/values/numbers';

const DEFAULT_SURGE = '25%';
/** For which it is no harm where the pods of the next version wait. */
export const SHORTLY_KEPT_SECONDS = 30;

/** What makes the pods of a workload. */
export interface PodMakers {
  readonly scope: Construct;
  readonly controller: ApiObject;
  readonly autoscaler?: ApiObject;
  /** Where the pods' `spec` stands in the controller. */
  readonly podSpec: (document: JsonObject) => Json;
  /** How many runs of a job there may be beside each other; one where it is left out. */
  readonly runs?: number;
  /** Whether it has containers that no verb of ours added. */
  readonly isExtended: () => boolean;
}

/** What a workload asks of its namespace: by its parts, or by what is written where something else changed that. */
export class ActualDemand implements WorkloadDemand {
  public readonly namespace: string;

  constructor(private readonly planned: WorkloadDemand, private readonly makers: PodMakers) {
    this.namespace = planned.namespace;
    const { scope, controller, autoscaler, podSpec, isExtended } = makers;
    Overlay.of(controller).require((document) => {
      checkAmounts(scope, podSpec(document));
      checkCounts(scope, document);
    }, isExtended);
    if (autoscaler) Overlay.of(autoscaler).require((document) => checkAutoscaler(scope, document), () => false);
  }

  public get pod(): ResourceDemand {
    return this.measured()?.pod ?? this.planned.pod;
  }

  public get containers(): readonly ResourceDemand[] {
    return this.measured()?.containers ?? this.planned.containers;
  }

  public get maxPods(): number {
    return this.measured()?.maxPods ?? this.planned.maxPods;
  }

  private measured(): Omit<WorkloadDemand, 'namespace'> | undefined {
    const { controller, autoscaler, podSpec, runs = 1, isExtended } = this.makers;
    const isChanged = [controller, autoscaler].some((object) => object && Overlay.of(object).isChanged);
    if (!isChanged && !isExtended()) return undefined;
    const documents = RenderedDocuments.of(controller);
    const document = documents.readableDocumentOf(controller);
    if (document === undefined) return undefined;
    // One on each node, whatever is written.
    if (document.kind === 'DaemonSet') return { ...measurePods(podSpec(document)), maxPods: this.planned.maxPods };
    const maxPods = maximumPods(document, autoscaler && documents.readableDocumentOf(autoscaler));
    return { ...measurePods(podSpec(document)), maxPods: maxPods * runs };
  }
}

/** Pods at maximum scale, with the surge of a rollout. */
function maximumPods(document: JsonObject, autoscaler: JsonObject | undefined): number {
  const { kind, spec } = document;
  if (hasEndingPods({ kind })) return fieldAt(document, [...makerSpecPath({ kind }), 'parallelism']) ?? 1;
  const replicas = Math.max(spec.replicas ?? (autoscaler ? 0 : 1), autoscaler?.spec.maxReplicas ?? 0);
  if (kind === 'Rollout') return replicas + surgeOfRollout(spec.strategy, replicas);
  return kind === 'Deployment' ? replicas + surgeOf(spec.strategy, replicas) : replicas;
}

/**
 * Where the traffic is routed, or switched, both versions have all of their pods in the end. While an older one is
 * kept, the next one may come in beside it.
 */
function surgeOfRollout(strategy: Json, replicas: number): number {
  const { canary, blueGreen } = strategy ?? {};
  if (blueGreen !== undefined) return 2 * replicas;
  if (canary?.trafficRouting === undefined) return surgeOf({ rollingUpdate: canary }, replicas);
  return canary.abortScaleDownDelaySeconds > SHORTLY_KEPT_SECONDS ? 2 * replicas : replicas;
}

function surgeOf(strategy: Json, replicas: number): number {
  if (strategy?.type === 'Recreate') return 0;
  const surge = strategy?.rollingUpdate?.maxSurge ?? DEFAULT_SURGE;
  return typeof surge === 'number' ? surge : Math.ceil((replicas * Number.parseInt(surge, 10)) / 100);
}

function checkCounts(scope: Construct, { spec }: JsonObject): void {
  checkCount(scope, 'spec.replicas', spec?.replicas);
  checkCount(scope, 'spec.parallelism', spec?.parallelism);
  checkCount(scope, 'spec.jobTemplate.spec.parallelism', spec?.jobTemplate?.spec?.parallelism);
  checkSurge(scope, spec?.strategy?.rollingUpdate?.maxSurge);
}

function checkSurge(scope: Construct, got: Json): void {
  const prop = 'spec.strategy.rollingUpdate.maxSurge';
  if (typeof got !== 'string') {
    checkCount(scope, prop, got);
  } else if (!/^\d{1,3}%$/.test(got)) {
    fail(scope, { prop, must: 'be a number of pods, or a percentage', got, remedy: 'write it like 25%' });
  }
}

function checkAutoscaler(scope: Construct, { spec }: JsonObject): void {
  const got = spec?.maxReplicas;
  if (got === undefined) {
    const remedy = 'leave it, or use scaling: Autoscaling.onCpu({ max })';
    fail(scope, { prop: 'spec.maxReplicas', must: 'be there', got, remedy });
  }
  checkCount(scope, 'spec.maxReplicas', got);
}

function checkCount(scope: Construct, prop: string, got: Json): void {
  if (got === undefined || (Number.isInteger(got) && got >= 0 && got <= COUNT_RANGE.max)) return;
  fail(scope, { prop, must: 'be a whole number of pods, 0 or more', got, remedy: 'write it as a number' });
}
