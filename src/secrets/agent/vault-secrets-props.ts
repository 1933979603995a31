import { VaultFile } from './vault-file';
import { VaultServer } from './vault-server';
import { Resources } from '../../availability/resources';
import { SecretKey } from '../secret-key';

/** Properties for `VaultSecrets`. */
export interface VaultSecretsProps {
  /**
   * Where Vault is.
   *
   * In the manifest: annotation `vault.hashicorp.com/service`.
   */
  readonly server: VaultServer;

  /**
   * The role of the auth method that may read the secrets, bound to the ServiceAccounts of the pods.
   *
   * In the manifest: annotation `vault.hashicorp.com/role`.
   */
  readonly role: string;

  /** The files, by their names: lower-case letters, digits, `-` and `.`, at most 40. */
  readonly files: { [file: string]: VaultFile };

  /**
   * Where the auth method of this cluster is mounted.
   *
   * In the manifest: annotation `vault.hashicorp.com/auth-path`.
   *
   * @default 'kubernetes'
   */
  readonly mountPath?: string;

  /**
   * For whom the token is by which the agent logs in. The role must name it too.
   *
   * In the manifest: pod template `spec.volumes[].projected.sources[].serviceAccountToken.audience`.
   *
   * @default 'vault'
   */
  readonly audience?: string;

  /**
   * Namespace of Vault itself, which is no namespace of Kubernetes.
   *
   * In the manifest: annotation `vault.hashicorp.com/namespace`.
   *
   * @default - the root namespace
   */
  readonly vaultNamespace?: string;

  /**
   * A key of a Secret that holds the certificate of the authority behind Vault's own, in PEM.
   *
   * In the manifest: annotations `vault.hashicorp.com/tls-secret` and `vault.hashicorp.com/ca-cert`.
   *
   * @default - those that the image of the agent trusts
   */
  readonly certificateAuthority?: SecretKey;

  /**
   * Whether the agent ends once the files are there, and renews nothing. Jobs take no other, for it would keep them
   * running.
   *
   * In the manifest: annotation `vault.hashicorp.com/agent-pre-populate-only`.
   *
   * @default - true in pods of jobs, false in others
   */
  readonly prePopulateOnly?: boolean;

  /**
   * CPU, memory and local storage of each agent.
   *
   * In the manifest: annotations `vault.hashicorp.com/agent-requests-...` and `vault.hashicorp.com/agent-limits-...`.
   *
   * @default Resources.small() - what the injector limits it to
   */
  readonly resources?: Resources;
}
