import { ApiObject, Yaml } from 'cdk8s';
import { Construct } from 'constructs';
import { AwsMountOptions, AzureMountOptions, GcpMountOptions, VaultMountOptions } from './mount-provider-options';
import { MountedFile } from './mounted-file';
import { UUID_FORM } from '../../access/identity-forms';
import { fail } from '../../internal/fail';
import { checked } from '../../internal/signatures/checked';
import { JsonObject } from '../../internal/values/json';
import { Provider } from '../../platform/provider';
import {
  AUDIENCE_FORM, checkForms, checkPlatform, GivenText, GOOGLE_KEY_FORM, KEY_VAULT_KEY_FORM, MOUNT_FORM, NAME_FORM,
  PROJECT_FORM, ReadForm, REGION_FORM, SERVER_FORM, VAULT_KEY_FORM,
} from '../provider-forms';
import { RemoteKey } from '../remote-key';
import { MountedVolume } from '../secret-delivery';

const DRIVER = 'secrets-store.csi.k8s.io';
const GKE_DRIVER = 'secrets-store-gke.csi.k8s.io';
const KEY_VAULT_NAME = { pattern: /^[A-Za-z][-A-Za-z0-9]{1,22}[A-Za-z0-9]$/, like: 'acme' };

/** A provider of the driver, and what it is told. */
interface MountPlan {
  readonly verb: string;
  /** `spec.provider`. */
  readonly provider: string;
  /** The name of the driver that has it, where it is another one. */
  readonly driver?: string;
  /** Who runs the clusters that pods are known in, where no others do. */
  readonly platform?: Provider;
  readonly isByRole?: boolean;
  readonly given: readonly GivenText[];
  /** What it cannot do of what a RemoteKey says. */
  readonly lacks: readonly (keyof MountedFile)[];
  /** The form of its keys, where they have one. */
  readonly keyForm?: ReadForm;
  /** `spec.parameters`, whose values are texts. */
  parameters(files: readonly MountedFile[]): Record<string, string>;
}

/**
 * Where secrets are kept that the driver mounts.
 *
 * They are read as the ServiceAccount of the pods, never by a key.
 *
 * @see https://secrets-store-csi-driver.sigs.k8s.io/concepts.html
 */
@checked
export class MountProvider {
  /**
   * AWS Secrets Manager.
   *
   * @param options region
   * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/integrating_csi_driver.html
   */
  public static awsSecretsManager(options: AwsMountOptions): MountProvider {
    return new MountProvider(awsPlan('awsSecretsManager', 'secretsmanager', options));
  }

  /**
   * AWS Systems Manager Parameter Store.
   *
   * @param options region
   * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/integrating_csi_driver.html
   */
  public static awsParameterStore(options: AwsMountOptions): MountProvider {
    return new MountProvider(awsPlan('awsParameterStore', 'ssmparameter', options));
  }

  /**
   * HashiCorp Vault, by its auth method for Kubernetes.
   *
   * @param options address and role
   * @see https://developer.hashicorp.com/vault/docs/platform/k8s/csi
   */
  public static vault(options: VaultMountOptions): MountProvider {
    const { server, role, path = 'secret', mountPath = 'kubernetes', audience } = options;
    return new MountProvider({
      verb: 'vault',
      provider: 'vault',
      given: [
        { prop: 'server', value: server, ...SERVER_FORM },
        { prop: 'role', value: role, ...NAME_FORM },
        { prop: 'path', value: path, ...MOUNT_FORM },
        { prop: 'mountPath', value: mountPath, ...MOUNT_FORM },
        { prop: 'audience', value: audience, ...AUDIENCE_FORM },
      ],
      lacks: ['version'],
      keyForm: { ...VAULT_KEY_FORM, isValid: (key) => !key.startsWith(`${path}/data/`) },
      parameters: (files) => ({
        vaultAddress: server,
        roleName: role,
        vaultKubernetesMountPath: mountPath,
        ...(audience === undefined ? {} : { audience }),
        objects: listOf(files.map(({ file, key, property }) => (
          { objectName: file, secretPath: `${path}/data/${key}`, secretKey: property }
        ))),
      }),
    });
  }

  /**
   * Google Secret Manager, by the provider that is installed beside the driver.
   *
   * @param options project
   * @see https://github.com/GoogleCloudPlatform/secrets-store-csi-driver-provider-gcp
   */
  public static gcp(options: GcpMountOptions): MountProvider {
    return new MountProvider(googlePlan('gcp', options, { auth: 'pod-adc' }));
  }

  /**
   * Google Secret Manager, by the add-on of GKE, which has a driver of its own.
   *
   * @param options project
   * @see https://cloud.google.com/secret-manager/docs/secret-manager-managed-csi-component
   */
  public static gkeAddOn(options: GcpMountOptions): MountProvider {
    return new MountProvider({ ...googlePlan('gkeAddOn', options), provider: 'gke', driver: GKE_DRIVER });
  }

  /**
   * Azure Key Vault, by Microsoft Entra Workload ID.
   *
   * @param options name of the vault and identity
   * @see https://azure.github.io/secrets-store-csi-driver-provider-azure/docs/configurations/identity-access-modes/workload-identity-mode/
   */
  public static azure(options: AzureMountOptions): MountProvider {
    const { keyVault, clientId, tenantId } = options;
    return new MountProvider({
      verb: 'azure',
      provider: 'azure',
      given: [
        { prop: 'keyVault', value: keyVault, ...KEY_VAULT_NAME },
        { prop: 'clientId', value: clientId, ...UUID_FORM },
        { prop: 'tenantId', value: tenantId, ...UUID_FORM },
      ],
      lacks: ['property'],
      keyForm: KEY_VAULT_KEY_FORM,
      parameters: (files) => ({
        usePodIdentity: 'false',
        clientID: clientId,
        keyvaultName: keyVault,
        tenantId,
        objects: Yaml.stringify({
          array: files.map(({ file, key, version }) => Yaml.stringify(defined({
            objectName: key, objectType: 'secret', objectAlias: file, objectVersion: version,
          }))),
        }),
      }),
    });
  }

  private constructor(private readonly plan: MountPlan) {}

  /** Refuses what the provider would refuse. @internal */
  public _check(scope: Construct, keys: Readonly<Record<string, RemoteKey>>): void {
    const { verb, given, lacks, keyForm: form, platform } = this.plan;
    if (platform !== undefined) checkPlatform(scope, { prop: 'provider', verb: `MountProvider.${verb}`, platform });
    checkForms(scope, { verb, within: 'provider', given });
    for (const [name, key] of Object.entries(keys)) {
      if (form !== undefined) key._checkForm(scope, { verb, prop: `files.${name}`, form });
      const lacking = lacks.find((option) => key._reference[option] !== undefined);
      if (lacking === undefined) continue;
      const must = `be left out, for ${verb} mounts ${lacking === 'version' ? 'the newest' : 'whole values'}`;
      const remedy = 'leave it out, or let a SyncedSecret read it';
      fail(scope, { prop: `files.${name}.${lacking}`, must, got: key._reference[lacking], remedy });
    }
  }

  /** How pods mount a class of it. @internal */
  public _volume(providerClass: ApiObject): MountedVolume {
    const { driver = DRIVER, isByRole } = this.plan;
    return { driver, providerClass, attributes: { secretProviderClass: providerClass.name }, isByRole };
  }

  /** `spec.provider` and `spec.parameters`. @internal */
  public _fields(keys: Readonly<Record<string, RemoteKey>>): JsonObject {
    const files = Object.entries(keys).sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([file, key]) => ({ file, ...key._reference }) as MountedFile);
    return { provider: this.plan.provider, parameters: this.plan.parameters(files) };
  }
}

function googlePlan(verb: string, { projectId }: GcpMountOptions, parameters: Record<string, string> = {}): MountPlan {
  return {
    verb,
    provider: 'gcp',
    platform: Provider.GKE,
    given: [{ prop: 'projectId', value: projectId, ...PROJECT_FORM }],
    lacks: ['property'],
    keyForm: GOOGLE_KEY_FORM,
    parameters: (files) => ({
      ...parameters,
      secrets: listOf(files.map(({ file, key, version = 'latest' }) => (
        { resourceName: `projects/${projectId}/secrets/${key}/versions/${version}`, path: file }
      ))),
    }),
  };
}

function awsPlan(verb: string, objectType: string, { region, podIdentity = false }: AwsMountOptions): MountPlan {
  return {
    verb,
    provider: 'aws',
    platform: podIdentity ? Provider.EKS : undefined,
    isByRole: !podIdentity,
    given: [{ prop: 'region', value: region, ...REGION_FORM }],
    // With a field of it the provider mounts the whole value too.
    lacks: ['property'],
    parameters: (files) => ({
      region,
      usePodIdentity: String(podIdentity),
      objects: listOf(files.map(({ file, key, version }) => (
        { objectName: key, objectType, objectAlias: file, objectVersion: version }
      ))),
    }),
  };
}

function listOf(items: readonly JsonObject[]): string {
  return Yaml.stringify(items.map(defined));
}

function defined(item: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined));
}
