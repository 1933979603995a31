import { Duration } from 'cdk8s';
import { RemoteKey } from '../remote-key';
import { ISecretStore } from './secret-store-reference';
import { knownMembersOnly } from '../../internal/signatures/known-members';

/** When values are read again. */
export enum RefreshPolicy {
  /** Each time that `refreshInterval` has passed. */
  PERIODIC = 'Periodic',
  /** When the object itself changes, and at no other time. */
  ON_CHANGE = 'OnChange',
  /** Once, and never again. */
  CREATED_ONCE = 'CreatedOnce',
}

/** What becomes of the Secret when its values are gone from the store. */
export enum DeletionPolicy {
  /** It stays as it was, and an alert says that it cannot be renewed. */
  RETAIN = 'Retain',
  /** It is deleted, and pods that begin wait for it. */
  DELETE = 'Delete',
}

knownMembersOnly({ RefreshPolicy, DeletionPolicy });

/** How the Secret is made of the values. */
export interface SyncedSecretTemplate {
  /**
   * Type of the Secret, such as `kubernetes.io/tls`.
   *
   * In the manifest: ExternalSecret `spec.target.template.type`.
   *
   * @default 'Opaque'
   */
  readonly type?: string;

  /**
   * The keys of the Secret, each as a Go template that takes values by the names in `keys`, such as
   * `postgres://{{ .user }}:{{ .password }}@db/shop`. It must hold no secret itself.
   *
   * In the manifest: ExternalSecret `spec.target.template.data`.
   *
   * @default - the values, by their names
   */
  readonly data?: { [key: string]: string };
}

/** Properties for `SyncedSecret`. */
export interface SyncedSecretProps {
  /**
   * The store that the values are read from.
   *
   * In the manifest: `spec.secretStoreRef`.
   */
  readonly store: ISecretStore;

  /**
   * Where the value of each key is.
   *
   * In the manifest: `spec.data`.
   */
  readonly keys: { [key: string]: RemoteKey };

  /**
   * Name of the ExternalSecret, and of the Secret that it makes.
   *
   * @default - the id of the construct
   */
  readonly name?: string;

  /**
   * How often the store is asked, which clouds may count; whole seconds, at least ten.
   *
   * In the manifest: `spec.refreshInterval`.
   *
   * @default Duration.hours(1)
   */
  readonly refreshInterval?: Duration;

  /**
   * When values are read again.
   *
   * In the manifest: `spec.refreshPolicy`.
   *
   * @default RefreshPolicy.PERIODIC
   */
  readonly refreshPolicy?: RefreshPolicy;

  /**
   * How the Secret is made of the values.
   *
   * In the manifest: `spec.target.template`.
   *
   * @default - the values as they are, in a Secret of the type Opaque
   */
  readonly template?: SyncedSecretTemplate;

  /**
   * What becomes of the Secret when its values are gone from the store.
   *
   * In the manifest: `spec.target.deletionPolicy`.
   *
   * @default DeletionPolicy.RETAIN - a slip in the store, or a right that is gone, takes no pod down
   */
  readonly deletionPolicy?: DeletionPolicy;

  /**
   * The page that the alerts lead to, without the name of the alert.
   *
   * @default - the runbook of this library
   */
  readonly runbook?: string;
}
