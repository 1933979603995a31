import { Construct } from 'constructs';
import {
  AwsSecretsOptions, AzureSecretsOptions, GcpSecretsOptions, GkeCluster, VaultSecretsOptions,
} from './secret-provider-options';
import { StoreAccount } from './store-account';
import { ACCOUNT_FORM, GivenForm, ROLE_FORM, UUID_FORM } from '../../access/identity-forms';
import { checked } from '../../internal/signatures/checked';
import { JsonObject } from '../../internal/values/json';
import {
  AZURE_CLIENT_ANNOTATION, AZURE_TENANT_ANNOTATION, EKS_ROLE_ANNOTATION, GKE_ACCOUNT_ANNOTATION,
} from '../../platform/identity-hosts';
import { Provider } from '../../platform/provider';
import {
  AUDIENCE_FORM, checkForms, checkPlatform, GivenText, GOOGLE_KEY_FORM, KEY_VAULT_FORM, KEY_VAULT_OBJECT_FORM,
  LOCATION_FORM, MOUNT_FORM, NAME_FORM, PROJECT_FORM, REGION_FORM, SERVER_FORM, VAULT_KEY_FORM,
} from '../provider-forms';
import { RemoteKey } from '../remote-key';
import { SecretKey } from '../secret-key';

/** Where secrets are, and as whom they are read. */
interface ProviderPlan {
  /** As users write it. */
  readonly verb: string;
  readonly given: readonly GivenText[];
  /** The form of its keys, where they have one. */
  readonly keyForm?: GivenForm;
  readonly certificateAuthority?: SecretKey;
  /** Who runs the clusters whose ServiceAccounts are known, where no others are. */
  readonly platform?: Provider;
  /** `spec.provider`. */
  block(account: StoreAccount): JsonObject;
}

/**
 * Where secrets are kept, and as whom a store reads them: by the token of its ServiceAccount, never by a key.
 *
 * @example
 *
 * SecretProvider.vault({ server: 'https://vault.vault.svc:8200', role: 'shop' });
 *
 * @see https://external-secrets.io/latest/introduction/stability-support/
 */
@checked
export class SecretProvider {
  /**
   * AWS Secrets Manager, as an IAM role for the ServiceAccount of the store.
   *
   * In the manifest: `spec.provider.aws`.
   *
   * @param options region and role
   * @see https://external-secrets.io/latest/provider/aws-secrets-manager/
   */
  public static awsSecretsManager(options: AwsSecretsOptions): SecretProvider {
    return new SecretProvider(awsPlan('awsSecretsManager', 'SecretsManager', options));
  }

  /**
   * AWS Systems Manager Parameter Store, as an IAM role for the ServiceAccount of the store.
   *
   * In the manifest: `spec.provider.aws`.
   *
   * @param options region and role
   * @see https://external-secrets.io/latest/provider/aws-parameter-store/
   */
  public static awsParameterStore(options: AwsSecretsOptions): SecretProvider {
    return new SecretProvider(awsPlan('awsParameterStore', 'ParameterStore', options));
  }

  /**
   * HashiCorp Vault or OpenBao, by its auth method for Kubernetes.
   *
   * In the manifest: `spec.provider.vault`.
   *
   * @param options address and role
   * @see https://external-secrets.io/latest/provider/hashicorp-vault/
   */
  public static vault(options: VaultSecretsOptions): SecretProvider {
    const { server, role, path = 'secret', mountPath = 'kubernetes', certificateAuthority, ...others } = options;
    const { audience, vaultNamespace } = others;
    return new SecretProvider({
      verb: 'vault',
      given: [
        { prop: 'server', value: server, ...SERVER_FORM },
        { prop: 'role', value: role, ...NAME_FORM },
        { prop: 'path', value: path, ...MOUNT_FORM },
        { prop: 'mountPath', value: mountPath, ...MOUNT_FORM },
        { prop: 'audience', value: audience, ...AUDIENCE_FORM },
        { prop: 'vaultNamespace', value: vaultNamespace, ...MOUNT_FORM, like: 'platform/shop' },
      ],
      certificateAuthority,
      keyForm: VAULT_KEY_FORM,
      block: (account) => ({
        vault: {
          server,
          path,
          version: 'v2',
          namespace: vaultNamespace,
          caProvider: authorityOf(certificateAuthority, account),
          auth: { kubernetes: { mountPath, role, serviceAccountRef: { ...account, ...audiencesOf(audience) } } },
        },
      }),
    });
  }

  /**
   * Google Secret Manager, by Workload Identity Federation for GKE.
   *
   * In the manifest: `spec.provider.gcpsm`.
   *
   * @param options project and IAM service account
   * @see https://external-secrets.io/latest/provider/google-secrets-manager/
   */
  public static gcp(options: GcpSecretsOptions): SecretProvider {
    const { projectId, serviceAccount, cluster } = options;
    return new SecretProvider({
      verb: 'gcp',
      platform: Provider.GKE,
      given: [
        { prop: 'projectId', value: projectId, ...PROJECT_FORM },
        { prop: 'serviceAccount', value: serviceAccount, annotation: GKE_ACCOUNT_ANNOTATION, ...ACCOUNT_FORM },
        { prop: 'cluster.name', value: cluster?.name, ...NAME_FORM, like: 'production' },
        { prop: 'cluster.location', value: cluster?.location, ...LOCATION_FORM },
        { prop: 'cluster.projectId', value: cluster?.projectId, ...PROJECT_FORM },
      ],
      keyForm: GOOGLE_KEY_FORM,
      block: (account) => ({
        gcpsm: {
          projectID: projectId,
          auth: { workloadIdentity: { ...clusterFields(projectId, cluster), serviceAccountRef: account } },
        },
      }),
    });
  }

  /**
   * Azure Key Vault, by Microsoft Entra Workload ID.
   *
   * In the manifest: `spec.provider.azurekv`.
   *
   * @param options address and identity
   * @see https://external-secrets.io/latest/provider/azure-key-vault/
   */
  public static azure(options: AzureSecretsOptions): SecretProvider {
    const { vaultUrl, clientId, tenantId } = options;
    return new SecretProvider({
      verb: 'azure',
      given: [
        { prop: 'vaultUrl', value: vaultUrl, ...KEY_VAULT_FORM },
        { prop: 'clientId', value: clientId, annotation: AZURE_CLIENT_ANNOTATION, ...UUID_FORM },
        { prop: 'tenantId', value: tenantId, annotation: AZURE_TENANT_ANNOTATION, ...UUID_FORM },
      ],
      keyForm: KEY_VAULT_OBJECT_FORM,
      block: (account) => ({
        azurekv: {
          vaultUrl, authType: 'WorkloadIdentity', environmentType: environmentOf(vaultUrl), serviceAccountRef: account,
        },
      }),
    });
  }

  private constructor(private readonly plan: ProviderPlan) {}

  /** Refuses what the provider would refuse. @internal */
  public _check(scope: Construct): void {
    const { verb, given, certificateAuthority, platform } = this.plan;
    if (platform !== undefined) checkPlatform(scope, { prop: 'provider', verb: `SecretProvider.${verb}`, platform });
    checkForms(scope, { verb, within: 'provider', given });
    certificateAuthority?._check(scope, 'provider.certificateAuthority');
  }

  /** Refuses a key that it cannot have. @internal */
  public _checkKey(scope: Construct, prop: string, key: RemoteKey): void {
    const { verb, keyForm: form } = this.plan;
    if (form !== undefined) key._checkForm(scope, { verb, prop, form });
  }

  /** By which the cloud knows the ServiceAccount. @internal */
  public get _accountAnnotations(): Record<string, string> {
    return Object.fromEntries(this.plan.given.flatMap(({ annotation, value }) => (
      annotation === undefined || value === undefined ? [] : [[annotation, value]]
    )));
  }

  /** `spec.provider`. @internal */
  public _block(account: StoreAccount): JsonObject {
    return this.plan.block(account);
  }
}

function awsPlan(verb: string, service: string, { region, roleArn }: AwsSecretsOptions): ProviderPlan {
  return {
    verb,
    given: [
      { prop: 'region', value: region, ...REGION_FORM },
      { prop: 'roleArn', value: roleArn, annotation: EKS_ROLE_ANNOTATION, ...ROLE_FORM },
    ],
    block: (account) => ({ aws: { service, region, auth: { jwt: { serviceAccountRef: account } } } }),
  };
}

function audiencesOf(audience: string | undefined): JsonObject {
  return audience === undefined ? {} : { audiences: [audience] };
}

function authorityOf(key: SecretKey | undefined, { namespace }: StoreAccount): JsonObject | undefined {
  return key && { type: 'Secret', name: key.secretName, key: key.key, namespace };
}

/** Each cloud of Azure has authorities of its own. */
function environmentOf(vaultUrl: string): string {
  if (/\.azure\.cn\b/i.test(vaultUrl)) return 'ChinaCloud';
  return /\.usgovcloudapi\.net\b/i.test(vaultUrl) ? 'USGovernmentCloud' : 'PublicCloud';
}

function clusterFields(projectId: string, cluster: GkeCluster | undefined): JsonObject {
  if (cluster === undefined) return {};
  const { name, location, projectId: clusterProjectID = projectId } = cluster;
  return { clusterLocation: location, clusterName: name, clusterProjectID };
}
