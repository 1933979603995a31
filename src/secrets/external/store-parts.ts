import { ApiObject } from 'cdk8s';
import { ServiceAccount } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { SecretProvider } from './secret-provider';
import { checkField } from '../../internal/manifest/kept-fields';
import { Overlay } from '../../internal/manifest/overlay';
import { checkDnsSubdomain } from '../../internal/naming/names';
import { JsonObject } from '../../internal/values/json';
import { Platform } from '../../platform/platform';

/** What both kinds of stores are made of. */
export interface StorePlan {
  readonly kind: 'SecretStore' | 'ClusterSecretStore';
  readonly name: string;
  /** Of the ServiceAccount, and of the store itself where it is in one. */
  readonly namespace: string;
  readonly provider: SecretProvider;
  readonly conditions?: JsonObject[];
}

/** The objects of a store. */
export interface StoreParts {
  readonly store: ApiObject;
  readonly serviceAccount: ServiceAccount;
}

/** Writes a store, and the ServiceAccount by whose token it logs in. */
export function storeParts(scope: Construct, plan: StorePlan): StoreParts {
  const { kind, name, namespace, provider, conditions } = plan;
  checkDnsSubdomain(scope, 'name', name);
  provider._check(scope);
  const labels = Platform.of(scope)._objectLabels();
  const isOfCluster = kind === 'ClusterSecretStore';
  const annotations = provider._accountAnnotations;
  const serviceAccount = new ServiceAccount(scope, 'ServiceAccount', {
    metadata: { name, namespace, labels, ...(Object.keys(annotations).length === 0 ? {} : { annotations }) },
    automountToken: false,
  });
  const store = new ApiObject(scope, 'Resource', {
    apiVersion: 'external-secrets.io/v1',
    kind,
    metadata: { name, namespace, labels },
    spec: { conditions, provider: provider._block({ name, ...(isOfCluster ? { namespace } : {}) }) },
  });
  if (isOfCluster) Overlay.of(store).dropNamespace();
  for (const object of [store, ApiObject.of(serviceAccount)]) keepName(scope, object, name);
  return { store, serviceAccount };
}

/** Secrets name the store, and the store its ServiceAccount. */
function keepName(scope: Construct, object: ApiObject, name: string): void {
  const field = { path: ['metadata', 'name'], value: name, reason: 'others go by it', remedy: 'give the prop name' };
  Overlay.of(object).require((document) => checkField(scope, document, field), () => false);
}
