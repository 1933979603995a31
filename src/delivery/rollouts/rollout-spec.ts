import { Lazy } from 'cdk8s';
import { RolloutPlan } from './rollout-plan';
import { KeptField } from '../../internal/manifest/kept-fields';
import { JsonObject } from '../../internal/values/json';
import { CanaryStep } from '../strategy/canary-steps';
import { HeaderMatch } from '../strategy/header-match';

/** The traffic router that is a plugin of Argo Rollouts. */
const GATEWAY_PLUGIN = 'argoproj-labs/gatewayAPI';
const TESTERS_ROUTE = 'testers';
/** Of the versions before the one that serves, one is kept for a while. */
const OLD_VERSIONS_KEPT = 1;
/** The first step is over: the new version has a share. */
const JUDGED_FROM_STEP = 1;
const REVISIONS_FOR_QUICK_ROLLBACK = 3;

/** What a Rollout goes by beside its pods. */
export interface RolloutObjects {
  readonly plan: RolloutPlan;
  /** Name of the Service of all pods, by which the others are called. */
  readonly name: string;
  readonly namespace: string;
  readonly testers?: HeaderMatch;
  /** Names of what the controller changes the weights of, when it is rendered. */
  readonly httpRoutes: () => readonly string[];
  readonly virtualServices: () => readonly string[];
  /** Name of the route within each VirtualService. */
  readonly routeName: string;
  /** Whether there is an AnalysisTemplate of that name. */
  readonly isJudged: boolean;
  /** How many pods more, or less, than wanted there may be while versions change. */
  readonly rollingUpdate: JsonObject;
}

/** What is other of a Rollout than of a Deployment. */
export function rolloutSpec(objects: RolloutObjects): JsonObject {
  const { plan } = objects;
  const strategy = plan.blueGreen === undefined ? { canary: canary(objects) } : { blueGreen: blueGreen(objects) };
  return {
    progressDeadlineAbort: true,
    rollbackWindow: { revisions: REVISIONS_FOR_QUICK_ROLLBACK },
    strategy,
  };
}

/** What of it leads to other objects: its Services, and the AnalysisTemplate where it is judged. */
export function keptStrategy(plan: RolloutPlan, name: string): KeptField[] {
  const isSwitched = plan.blueGreen !== undefined;
  const path = ['spec', 'strategy', isSwitched ? 'blueGreen' : 'canary'];
  const remedy = 'use the props of the RolloutService instead';
  const services = Object.entries(servicesOf(plan, name)).map(([field, value]) => (
    { path: [...path, field], value, reason: 'routes and callers go by that Service', remedy }
  ));
  if (plan.judging === undefined) return services;
  const analyses = isSwitched ? ['prePromotionAnalysis', 'postPromotionAnalysis'] : ['analysis'];
  const judged = analyses.flatMap((field) => Object.entries(analysis(name)).map(([part, value]) => (
    { path: [...path, field, part], value, reason: 'the AnalysisTemplate was made for it', remedy }
  )));
  return [...services, ...judged];
}

function servicesOf({ blueGreen: switched, routing }: RolloutPlan, name: string): JsonObject {
  if (switched !== undefined) return { activeService: name, previewService: `${name}-preview` };
  return routing._kind === 'replicas' ? {} : { canaryService: `${name}-canary`, stableService: `${name}-stable` };
}

function canary(objects: RolloutObjects): JsonObject {
  const { plan, name, testers, isJudged, rollingUpdate } = objects;
  const { abort, routing, steps } = plan;
  const routed = routing._kind === 'replicas' ? {} : {
    ...servicesOf(plan, name),
    scaleDownDelayRevisionLimit: OLD_VERSIONS_KEPT,
    abortScaleDownDelaySeconds: abort.keepSeconds,
    trafficRouting: trafficRouting(objects),
  };
  return {
    ...rollingUpdate,
    ...routed,
    ...(isJudged ? { analysis: { ...analysis(name), startingStep: JUDGED_FROM_STEP } } : {}),
    steps: steps.flatMap((step, index) => stepFields(step, index === 0 ? testers : undefined)),
  };
}

function blueGreen({ plan, name, isJudged }: RolloutObjects): JsonObject {
  const { abort } = plan;
  const { autoPromotion, previewReplicas, scaleDownSeconds } = plan.blueGreen!;
  return {
    ...servicesOf(plan, name),
    autoPromotionEnabled: autoPromotion,
    ...(previewReplicas === undefined ? {} : { previewReplicaCount: previewReplicas }),
    scaleDownDelaySeconds: scaleDownSeconds,
    scaleDownDelayRevisionLimit: OLD_VERSIONS_KEPT,
    abortScaleDownDelaySeconds: abort.keepSeconds,
    ...(isJudged ? { prePromotionAnalysis: analysis(name), postPromotionAnalysis: analysis(name) } : {}),
  };
}

/** The new version is the latest set of pods, whatever it is called. */
function analysis(name: string): JsonObject {
  return {
    templates: [{ templateName: name }],
    args: [{ name: 'version', valueFrom: { podTemplateHashValue: 'Latest' } }],
  };
}

function trafficRouting(objects: RolloutObjects): JsonObject {
  const { plan: { routing }, namespace, testers, routeName } = objects;
  const managed = testers === undefined ? {} : { managedRoutes: [{ name: TESTERS_ROUTE }] };
  if (routing._kind === 'Istio') {
    const virtualServices = () => objects.virtualServices().map((name) => ({ name, routes: [routeName] }));
    return { ...managed, istio: { virtualServices: Lazy.any({ produce: virtualServices }) } };
  }
  const headers = testers === undefined ? {} : { useHeaderRoutes: true };
  const httpRoutes = () => objects.httpRoutes().map((name) => ({ name, ...headers }));
  return { ...managed, plugins: { [GATEWAY_PLUGIN]: { namespace, httpRoutes: Lazy.any({ produce: httpRoutes }) } } };
}

function stepFields({ percent, pauseSeconds }: CanaryStep, testers: HeaderMatch | undefined): JsonObject[] {
  const match = testers && [{ headerName: testers.name, headerValue: { exact: testers.value } }];
  return [
    { setWeight: percent },
    ...(match === undefined ? [] : [{ setHeaderRoute: { name: TESTERS_ROUTE, match } }]),
    { pause: pauseSeconds === undefined ? {} : { duration: `${pauseSeconds}s` } },
  ];
}
