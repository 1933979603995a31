import { Size } from 'cdk8s';
import { ThanosRetention } from './thanos-retention';
import { WorkloadIdentity } from '../../access/workload-identity';
import { SecretKey } from '../../secrets/secret-key';

/** Properties for `Thanos`. */
export interface ThanosProps {
  /**
   * The configuration of the object store, a file such as `{type: S3, config: {bucket: ..., endpoint: ...}}`.
   *
   * It may name no credentials where the pods have an `identity`, and is a Secret all the same, as the sidecars of the
   * Prometheus operator take no other.
   *
   * In the manifest: argument `--objstore.config-file`.
   *
   * @see https://thanos.io/tip/thanos/storage.md/#supported-clients
   */
  readonly objectStore: SecretKey;

  /**
   * What the names of all objects begin with.
   *
   * @default - the id of the construct
   */
  readonly name?: string;

  /**
   * The image, of version 0.42 or later.
   *
   * @default - Thanos 0.42.4 of quay.io
   */
  readonly image?: string;

  /**
   * How long metrics are kept in the object store.
   *
   * @default ThanosRetention.of()
   */
  readonly retention?: ThanosRetention;

  /**
   * External labels by which nothing but the members of a pair of Prometheus differ.
   *
   * Queries leave them out, and show one series where there are two.
   *
   * In the manifest: arguments `--query.replica-label` of the querier.
   *
   * @default ['prometheus_replica']
   */
  readonly replicaLabels?: string[];

  /**
   * Volume of each store gateway, for the indexes of what is in the object store.
   *
   * In the manifest: StatefulSet `spec.volumeClaimTemplates`.
   *
   * @default Size.gibibytes(20)
   */
  readonly storeStorage?: Size;

  /**
   * Volume of the compactor, which holds all blocks of two weeks while it joins them, twice.
   *
   * In the manifest: StatefulSet `spec.volumeClaimTemplates`.
   *
   * @default Size.gibibytes(100)
   * @see https://thanos.io/tip/components/compact.md/#disk
   */
  readonly compactorStorage?: Size;

  /**
   * Who the pods are to the cloud whose object store it is.
   *
   * In the manifest: annotations of the ServiceAccounts, and NetworkPolicies.
   *
   * @default - nobody; the configuration of the store names credentials
   */
  readonly identity?: WorkloadIdentity;

  /**
   * Networks in which the object store answers.
   *
   * In the manifest: NetworkPolicy `spec.egress`.
   *
   * @default ['0.0.0.0/0', '::/0'], as object stores of clouds have addresses that change
   */
  readonly objectStoreCidrs?: string[];

  /**
   * Port of the object store.
   *
   * In the manifest: NetworkPolicy `spec.egress`.
   *
   * @default 443
   */
  readonly objectStorePort?: number;

  /**
   * Address of the page that says what to do when one of its alerts fires.
   *
   * @default - the page of this library
   */
  readonly runbook?: string;
}
