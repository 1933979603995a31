import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { MountProvider } from './mount-provider';
import { fail } from '../../internal/fail';
import { checkField } from '../../internal/manifest/kept-fields';
import { Overlay } from '../../internal/manifest/overlay';
import { checkFileName } from '../../internal/naming/file-names';
import { checkDnsSubdomain } from '../../internal/naming/names';
import { checked } from '../../internal/signatures/checked';
import { namespaceOf } from '../../internal/tree/namespace-lookup';
import { OwnConstruct } from '../../platform/own-construct';
import { Platform } from '../../platform/platform';
import { IPodSecret } from '../pod-secret';
import { RemoteKey } from '../remote-key';
import { SecretDelivery } from '../secret-delivery';

/** Properties for `MountedSecrets`. */
export interface MountedSecretsProps {
  /**
   * Where the values are.
   *
   * In the manifest: `spec.provider` and `spec.parameters`.
   */
  readonly provider: MountProvider;

  /** The files, each with the key whose value is its content. */
  readonly files: { [file: string]: RemoteKey };

  /**
   * Name of the SecretProviderClass.
   *
   * @default - the id of the construct
   */
  readonly name?: string;
}

/**
 * Secrets that the CSI driver mounts into pods, of which no Secret is made in the cluster.
 *
 * Writes a SecretProviderClass of the Secrets Store CSI driver. Values are read when a pod begins, as its
 * ServiceAccount; a change of the class rolls pods that take it by `useSecret`, but for those of jobs. What is read
 * from AWS as a role of IAM needs `useIdentity` with that role, without which a workload that takes it by `useSecret`
 * is refused. While the store cannot be reached no pod begins.
 *
 * @example
 *
 * const provider = MountProvider.vault({ server: 'https://vault.vault.svc:8200', role: 'shop' });
 * const files = { password: RemoteKey.of('shop/database', { property: 'password' }) };
 * api.useSecret(new MountedSecrets(chart, 'database', { provider, files }));
 *
 * @see https://secrets-store-csi-driver.sigs.k8s.io/
 */
@checked
export class MountedSecrets extends OwnConstruct implements IPodSecret {
  /** The SecretProviderClass. */
  public readonly providerClass: ApiObject;
  /** Its name. */
  public readonly secretName: string;
  /** Its namespace. */
  public readonly secretNamespace: string;
  /** How pods get it. @internal */
  public readonly _delivery: SecretDelivery;

  /**
   * @param scope the chart or construct that it is part of
   * @param id its name within the scope, and the default name of what it writes
   * @param props where the values are
   */
  constructor(scope: Construct, id: string, props: MountedSecretsProps) {
    super(scope, id);
    const { name = id, provider, files } = props;
    const namespace = namespaceOf(this);
    this.secretName = name;
    this.secretNamespace = namespace;
    checkDnsSubdomain(this, 'name', name);
    this.checkFiles(files);
    provider._check(this, files);
    this.providerClass = new ApiObject(this, 'Resource', {
      apiVersion: 'secrets-store.csi.x-k8s.io/v1',
      kind: 'SecretProviderClass',
      metadata: { name, namespace, labels: Platform.of(this)._objectLabels() },
      spec: provider._fields(files),
    });
    const field = { value: name, reason: 'pods mount it by that', remedy: 'give it the prop name instead' };
    Overlay.of(this.providerClass).require((document) => (
      checkField(this, document, { path: ['metadata', 'name'], ...field })
    ), () => false);
    this._delivery = { mounted: provider._volume(this.providerClass) };
  }

  private checkFiles(files: { [file: string]: RemoteKey }): void {
    if (Object.keys(files).length === 0) {
      const remedy = "name them, like { password: RemoteKey.of('database-password') }";
      fail(this, { prop: 'files', must: 'name a file', got: files, remedy });
    }
    for (const [file, key] of Object.entries(files)) {
      checkFileName(this, 'files', { name: file, remedy: 'choose such a name; the folder is said by useSecret' });
      key._check(this, `files.${file}`);
    }
  }
}
