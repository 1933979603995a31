import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { isMap, mapOf, mapsIn, PlainMap } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';
import { hasPodsOf } from '../namespaces/known-namespaces';
import type { Backend } from '../routes/backends';

export const WEBHOOK_KINDS = ['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration']
  .map((kind) => `admissionregistration.k8s.io/${kind}`);
export const DEFINITION_KIND = 'apiextensions.k8s.io/CustomResourceDefinition';
export const API_SERVICE_KIND = 'apiregistration.k8s.io/APIService';

/** A Service that the API server calls. */
export interface CalledService extends Backend {
  /** Whether requests are refused while nobody answers there. */
  readonly mustAnswer: boolean;
}

/** The Services that the API server calls because an object says so; a caller by URL names none. */
export function calledServices(manifest: Manifest): CalledService[] {
  const { groupKind, content, spec, apiVersion } = manifest;
  if (groupKind === API_SERVICE_KIND) return called(spec.service, 'spec.service', true);
  if (groupKind === DEFINITION_KIND) return conversionServices(mapOf(spec.conversion));
  const byDefault = apiVersion.endsWith('beta1') ? 'Ignore' : 'Fail';
  return mapsIn(content.webhooks).flatMap(({ item: { clientConfig, failurePolicy = byDefault }, index }) => (
    called(mapOf(clientConfig).service, `webhooks[${index}].clientConfig.service`, failurePolicy === 'Fail')
  ));
}

/**
 * The Services of namespaces that are known: definitions are often applied by themselves, and of a namespace without a
 * pod here nobody can say what it has.
 */
export function knownServices(services: readonly CalledService[], cluster: Cluster): CalledService[] {
  return services.filter(({ namespace, service }) => (
    hasPodsOf(cluster, namespace) || cluster.named('Service', namespace, service) !== undefined
  ));
}

/** Before version 1 the client was configured one level up. */
function conversionServices({ strategy, webhook, webhookClientConfig }: PlainMap): CalledService[] {
  if (strategy !== 'Webhook') return [];
  const path = 'spec.conversion';
  return isMap(webhook)
    ? called(mapOf(webhook.clientConfig).service, `${path}.webhook.clientConfig.service`, true)
    : called(mapOf(webhookClientConfig).service, `${path}.webhookClientConfig.service`, true);
}

function called(reference: unknown, path: string, mustAnswer: boolean): CalledService[] {
  if (!isMap(reference)) return [];
  const { namespace, name, port = 443 } = reference;
  const places = { path: `${path}.name`, portPath: `${path}.port` };
  return [{ namespace: textOf(namespace), service: textOf(name), port, mustAnswer, ...places }];
}
