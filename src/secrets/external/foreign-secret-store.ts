import { ISecretStore } from './secret-store-reference';
import { checked } from '../../internal/signatures/checked';

/**
 * A store that others made, such as the platform team.
 *
 * @example
 *
 * const store = ForeignSecretStore.ofCluster('vault');
 * const token = RemoteKey.of('shop/payments', { property: 'token' });
 * new SyncedSecret(chart, 'payments', { store, keys: { token } });
 */
@checked
export class ForeignSecretStore implements ISecretStore {
  /**
   * A ClusterSecretStore.
   *
   * @param name its name
   */
  public static ofCluster(name: string): ForeignSecretStore {
    return new ForeignSecretStore(name, 'ClusterSecretStore');
  }

  /**
   * A SecretStore in the namespace of whoever reads from it.
   *
   * @param name its name
   */
  public static ofNamespace(name: string): ForeignSecretStore {
    return new ForeignSecretStore(name, 'SecretStore');
  }

  private constructor(
    /** Its name. */
    public readonly storeName: string,
    /** Its kind. */
    public readonly storeKind: string,
  ) {}
}
