import { ApiObject } from 'cdk8s';
import { ServiceAccount } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { SecretProvider } from './secret-provider';
import { ISecretStore } from './secret-store-reference';
import { StoreAccess } from './store-access';
import { storeParts } from './store-parts';
import { Waivers } from '../../internal/manifest/waiver-annotations';
import { checked } from '../../internal/signatures/checked';
import { namespaceOf } from '../../internal/tree/namespace-lookup';
import { OwnConstruct } from '../../platform/own-construct';

/** Properties for `ClusterSecretStore`. */
export interface ClusterSecretStoreProps {
  /**
   * Where the secrets are, and as whom they are read.
   *
   * In the manifest: `spec.provider`.
   */
  readonly provider: SecretProvider;

  /**
   * From which namespaces.
   *
   * In the manifest: `spec.conditions`.
   *
   * @default - the one that the construct is in
   */
  readonly access?: StoreAccess;

  /**
   * Name of the store, unique in the cluster, and of its ServiceAccount.
   *
   * @default - the id of the construct
   */
  readonly name?: string;
}

/**
 * A place outside of the cluster that the secrets of several namespaces are read from.
 *
 * Writes a ClusterSecretStore of the External Secrets Operator, and in the namespace of the construct a ServiceAccount
 * by whose token the operator logs in. Whoever may make an ExternalSecret in one of the namespaces reads all that the
 * store may read: prefer a SecretStore for each, with a role of its own.
 *
 * @example
 *
 * new ClusterSecretStore(chart, 'shared-secrets', {
 *   provider: SecretProvider.gcp({ projectId: 'acme-production' }),
 *   access: StoreAccess.namespaces(['shop', 'payments']),
 * });
 *
 * @see https://external-secrets.io/latest/api/clustersecretstore/
 */
@checked
export class ClusterSecretStore extends OwnConstruct implements ISecretStore {
  /** The ClusterSecretStore. */
  public readonly store: ApiObject;
  /** Whom the provider knows. */
  public readonly serviceAccount: ServiceAccount;
  /** Its name. */
  public readonly storeName: string;
  /** Its kind. */
  public readonly storeKind: string = 'ClusterSecretStore';
  /** The namespaces that may read from it, where they are named. */
  public readonly storeNamespaces?: string[];
  /** Where it reads. @internal */
  public readonly _provider: SecretProvider;

  /**
   * @param scope the chart or construct that it is part of
   * @param id its name within the scope, and the default name of what it writes
   * @param props where the secrets are, and who may read them
   */
  constructor(scope: Construct, id: string, props: ClusterSecretStoreProps) {
    super(scope, id);
    const namespace = namespaceOf(this);
    const { name = id, provider, access = StoreAccess.namespaces([namespace]) } = props;
    access._check(this);
    this.storeName = name;
    this._provider = provider;
    this.storeNamespaces = access._namespaces;
    const conditions = access._conditions;
    const parts = storeParts(this, { kind: 'ClusterSecretStore', name, namespace, provider, conditions });
    this.store = parts.store;
    this.serviceAccount = parts.serviceAccount;
    const waivers = Waivers.of(this.store);
    this._recordAt(this.store, waivers);
    if (access._optOut) waivers.as(this).addOptOut('access', 'cluster-secret-stores-are-limited', access._optOut);
  }
}
