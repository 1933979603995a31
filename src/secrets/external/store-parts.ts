import { ApiObject } from 'cdk8s';
import { ServiceAccount } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { SecretProvider } from './secret-provider';
import { ISecretStore } from './secret-store-reference';
import { checkField, KeptField } from '../../internal/manifest/kept-fields';
import { Overlay } from '../../internal/manifest/overlay';
import { ownAccount } from '../../internal/manifest/own-account';
import { checkDnsSubdomain } from '../../internal/naming/names';
import { JsonObject } from '../../internal/values/json';
import { Platform } from '../../platform/platform';

/** Secrets name the store, and the store its ServiceAccount. */
const NAME = { reason: 'others go by it', remedy: 'give the prop name' };
const NAMESPACE = { reason: 'others look for it there', remedy: 'make the store in the other namespace instead' };
const CONDITIONS = {
  reason: 'without them every namespace may read from the store',
  remedy: 'give the prop access instead, such as StoreAccess.everyNamespace with a reason',
};

/** What both kinds of stores are made of. */
export interface StorePlan {
  readonly kind: 'SecretStore' | 'ClusterSecretStore';
  readonly name: string;
  /** Of the ServiceAccount, and of the store itself where it is in one. */
  readonly namespace: string;
  readonly provider: SecretProvider;
  readonly conditions?: JsonObject[];
}

/** What is one of ours: where others read is not known. */
export interface KnownSecretStore extends ISecretStore {
  readonly _provider?: SecretProvider;
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
  const serviceAccount = ownAccount(scope, {
    name, namespace, labels, ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
  });
  const store = new ApiObject(scope, 'Resource', {
    apiVersion: 'external-secrets.io/v1',
    kind,
    metadata: { name, namespace, labels },
    spec: { conditions, provider: provider._block({ name, ...(isOfCluster ? { namespace } : {}) }) },
  });
  if (isOfCluster) Overlay.of(store).dropNamespace();
  const account = ApiObject.of(serviceAccount);
  for (const object of [store, account]) keepField(scope, object, { path: ['metadata', 'name'], value: name, ...NAME });
  for (const object of isOfCluster ? [account] : [store, account]) {
    keepField(scope, object, { path: ['metadata', 'namespace'], value: namespace, ...NAMESPACE });
  }
  if (conditions) keepField(scope, store, { path: ['spec', 'conditions'], value: conditions, ...CONDITIONS });
  return { store, serviceAccount };
}

function keepField(scope: Construct, object: ApiObject, field: KeptField): void {
  Overlay.of(object).require((document) => checkField(scope, document, field), () => false);
}
