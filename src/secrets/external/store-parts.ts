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

const IDENTITY = {
  reason: 'the provider grants what may be read to that ServiceAccount',
  remedy: 'give the prop provider instead',
};
/** Where a provider is told as whom the operator logs in. */
const IDENTITY_FIELDS = ['auth', 'authType', 'serviceAccountRef'];

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
  const block = provider._block({ name, ...(isOfCluster ? { namespace } : {}) });
  const store = new ApiObject(scope, 'Resource', {
    apiVersion: 'external-secrets.io/v1',
    kind,
    metadata: { name, namespace, labels },
    spec: { conditions, provider: block },
  });
  if (isOfCluster) Overlay.of(store).dropNamespace();
  const account = ApiObject.of(serviceAccount);
  for (const object of [store, account]) keepField(scope, object, { path: ['metadata', 'name'], value: name, ...NAME });
  for (const object of isOfCluster ? [account] : [store, account]) {
    keepField(scope, object, { path: ['metadata', 'namespace'], value: namespace, ...NAMESPACE });
  }
  keepReaders(scope, store, { conditions, block });
  return { store, serviceAccount };
}

/** Who may read, and as whom. */
function keepReaders(
  scope: Construct, store: ApiObject, { conditions, block }: { conditions?: JsonObject[]; block: JsonObject },
): void {
  if (conditions) keepField(scope, store, { path: ['spec', 'conditions'], value: conditions, ...CONDITIONS });
  for (const [name, options] of Object.entries(block)) {
    for (const field of IDENTITY_FIELDS.filter((one) => options[one] !== undefined)) {
      keepField(scope, store, { path: ['spec', 'provider', name, field], value: options[field], ...IDENTITY });
    }
  }
}

function keepField(scope: Construct, object: ApiObject, field: KeptField): void {
  Overlay.of(object).require((document) => checkField(scope, document, field), () => false);
}
