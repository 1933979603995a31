import { Retention } from './bucket-lifecycle';
import { IdentityHost } from '../../platform/identity-hosts';

/** Where one provider's objects are kept, in the words of rclone. */
export interface Store {
  /** Settings of the remote, without their prefix. */
  readonly settings: Record<string, string>;
  /** What tells it from other providers, servers and accounts: whose buckets may have the same names. */
  readonly place: readonly string[];
  /** The variable that names the file of the credentials; none where it is a setting of the remote. */
  readonly credentials: { readonly variable?: string; readonly setting?: string };
  readonly identity: Identity;
  readonly podLabels?: Record<string, string>;
  readonly lifecycle: (retention: Retention) => object;
  readonly port: number;
  /** What tells pods who they are, where it is no public address. */
  readonly identityHosts: readonly IdentityHost[];
  /** Props that must be given, by name. */
  readonly required: Record<string, string>;
}

/** Who the pods are to the provider, as an annotation of their ServiceAccount says it. */
export interface Identity {
  readonly prop: string;
  readonly annotation: string;
  readonly value?: string;
  readonly like: string;
}
