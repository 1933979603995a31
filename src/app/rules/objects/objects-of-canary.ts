import { JsonObject } from '../../../internal/values/json';
import { groupOf } from '../../rendered-object';

const ISTIO = 'networking.istio.io/v1';

/** API version, kind and name. */
type Made = readonly [string, string, string];

/**
 * What Flagger makes of a Canary, under names that nothing else may have; none of other objects.
 *
 * @see https://docs.flagger.app/usage/how-it-works
 */
export function objectsOfCanary(manifest: JsonObject): JsonObject[] {
  const { kind, metadata, spec } = manifest;
  if (kind !== 'Canary' || groupOf(manifest) !== 'flagger.app') return [];
  const { targetRef, autoscalerRef, provider, service } = spec ?? {};
  const target = String(targetRef?.name);
  const name = String(service?.name ?? target);
  const scaler = autoscalerRef?.name;
  const made: readonly Made[] = [
    ['apps/v1', 'Deployment', `${target}-primary`],
    ...[name, `${name}-primary`, `${name}-canary`].map((one): Made => ['v1', 'Service', one]),
    ...(scaler === undefined ? [] : [['autoscaling/v2', 'HorizontalPodAutoscaler', `${scaler}-primary`] as const]),
    ...routesOf(String(provider), name),
  ];
  return made.map(([apiVersion, one, called]) => (
    { apiVersion, kind: one, metadata: { namespace: metadata?.namespace, name: called } }
  ));
}

function routesOf(provider: string, name: string): Made[] {
  if (provider.startsWith('gatewayapi')) return [['gateway.networking.k8s.io/v1', 'HTTPRoute', name]];
  if (provider !== 'istio') return [];
  return [
    [ISTIO, 'VirtualService', name],
    [ISTIO, 'DestinationRule', `${name}-primary`],
    [ISTIO, 'DestinationRule', `${name}-canary`],
  ];
}
