import { ApiObject } from 'cdk8s';
import { ServiceAccount } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { SecretProvider } from './secret-provider';
import { ISecretStore } from './secret-store-reference';
import { storeParts } from './store-parts';
import { checked } from '../../internal/signatures/checked';
import { namespaceOf } from '../../internal/tree/namespace-lookup';
import { OwnConstruct } from '../../platform/own-construct';

/** Properties for `SecretStore`. */
export interface SecretStoreProps {
  /**
   * Where the secrets are, and as whom they are read.
   *
   * In the manifest: `spec.provider`.
   */
  readonly provider: SecretProvider;

  /**
   * Name of the store and of its ServiceAccount.
   *
   * @default - the id of the construct
   */
  readonly name?: string;
}

/**
 * A place outside of the cluster that the secrets of one namespace are read from.
 *
 * Writes a SecretStore of the External Secrets Operator, and a ServiceAccount by whose token the operator logs in: what
 * may be read is granted to that one, and no key is anywhere.
 *
 * @example
 *
 * new SecretStore(chart, 'secrets', {
 *   provider: SecretProvider.vault({ server: 'https://vault.vault.svc:8200', role: 'shop' }),
 * });
 *
 * @see https://external-secrets.io/latest/api/secretstore/
 */
@checked
export class SecretStore extends OwnConstruct implements ISecretStore {
  /** The SecretStore. */
  public readonly store: ApiObject;
  /** Whom the provider knows. */
  public readonly serviceAccount: ServiceAccount;
  /** Its name. */
  public readonly storeName: string;
  /** Its kind. */
  public readonly storeKind: string = 'SecretStore';
  /** Its own namespace. */
  public readonly storeNamespaces?: string[];
  /** Where it reads. @internal */
  public readonly _provider: SecretProvider;

  /**
   * @param scope the chart or construct that it is part of
   * @param id its name within the scope, and the default name of what it writes
   * @param props where the secrets are
   */
  constructor(scope: Construct, id: string, props: SecretStoreProps) {
    super(scope, id);
    const { name = id, provider } = props;
    const namespace = namespaceOf(this);
    this.storeName = name;
    this._provider = provider;
    this.storeNamespaces = [namespace];
    const parts = storeParts(this, { kind: 'SecretStore', name, namespace, provider });
    this.store = parts.store;
    this.serviceAccount = parts.serviceAccount;
  }
}
