import { Construct } from 'constructs';
import { VeleroAzureOptions, VeleroGcsOptions, VeleroLocationOptions, VeleroS3Options } from './location-options';
import { fail } from '../../../internal/fail';
import { Images } from '../../../internal/images/third-party-images';
import { checked } from '../../../internal/signatures/checked';
import { EVERY_ADDRESS, isCidr } from '../../../internal/values/addresses/ip-networks';
import { JsonObject } from '../../../internal/values/json';
import { checkText } from '../../../internal/values/plain-text';
import { isHttpsEndpoint } from '../../store/endpoints';

const BUCKET = /^[a-z0-9][-a-z0-9._]{1,61}[a-z0-9]$/;
const PREFIX = /^[A-Za-z0-9][-A-Za-z0-9._]*(\/[A-Za-z0-9][-A-Za-z0-9._]*)*$/;
const WORD = /^[A-Za-z0-9][-A-Za-z0-9._]*$/;
const KEY = /^[A-Za-z0-9][-A-Za-z0-9_:/.]*$/;
const HTTPS_PORT = 443;

/** What differs between providers. */
interface LocationStore {
  /** As Velero's plugin calls itself. */
  readonly provider: string;
  /** The image of that plugin. */
  readonly plugin: string;
  readonly config: Readonly<Record<string, string>>;
  /** Props whose value must have a form. */
  readonly given: readonly GivenText[];
  readonly endpoint?: string;
}

/** A text that must have a form. */
interface GivenText {
  readonly prop: string;
  readonly value?: string;
  readonly pattern: RegExp;
  readonly like: string;
}

/** How a BackupStorageLocation is called, and whether backups go there that say nothing. @internal */
export interface LocationRole {
  readonly isDefault: boolean;
}

/**
 * A bucket that Velero's backups go to.
 *
 * @see https://velero.io/docs/v1.18/locations/
 */
@checked
export class VeleroLocation {
  /**
   * A bucket of Amazon S3, or of a server that speaks its protocol.
   *
   * @param bucket name of the bucket, which must exist
   * @param options where it is, and who may write to it
   */
  public static s3(bucket: string, options: VeleroS3Options): VeleroLocation {
    const { region, endpoint, kmsKeyId } = options;
    return new VeleroLocation(bucket, options, {
      provider: 'aws',
      plugin: Images.VELERO_PLUGIN_AWS,
      config: {
        region,
        // Other servers know no bucket by its host name, and refuse checksums that Amazon's client adds.
        ...(endpoint === undefined ? {} : { s3Url: endpoint, s3ForcePathStyle: 'true', checksumAlgorithm: '' }),
        ...(kmsKeyId === undefined ? {} : { kmsKeyId }),
      },
      given: [
        { prop: 'region', value: region, pattern: WORD, like: 'eu-west-1' },
        { prop: 'kmsKeyId', value: kmsKeyId, pattern: KEY, like: 'alias/backups' },
      ],
      endpoint,
    });
  }

  /**
   * A bucket of Google Cloud Storage.
   *
   * @param bucket name of the bucket, which must exist
   * @param options who may write to it
   */
  public static gcs(bucket: string, options: VeleroGcsOptions = {}): VeleroLocation {
    const { kmsKeyName } = options;
    const like = 'projects/acme/locations/europe-west1/keyRings/backups/cryptoKeys/velero';
    return new VeleroLocation(bucket, options, {
      provider: 'gcp',
      plugin: Images.VELERO_PLUGIN_GCP,
      config: kmsKeyName === undefined ? {} : { kmsKeyName },
      given: [{ prop: 'kmsKeyName', value: kmsKeyName, pattern: KEY, like }],
    });
  }

  /**
   * A container of Azure Blob Storage.
   *
   * @param container name of the container, which must exist
   * @param options where it is, and who may write to it
   */
  public static azureBlob(container: string, options: VeleroAzureOptions): VeleroLocation {
    const { account, resourceGroup } = options;
    return new VeleroLocation(container, options, {
      provider: 'azure',
      plugin: Images.VELERO_PLUGIN_AZURE,
      config: { resourceGroup, storageAccount: account },
      given: [
        { prop: 'account', value: account, pattern: WORD, like: 'acmebackups' },
        { prop: 'resourceGroup', value: resourceGroup, pattern: WORD, like: 'acme-backups' },
      ],
    });
  }

  private constructor(
    private readonly bucket: string,
    private readonly options: VeleroLocationOptions,
    private readonly store: LocationStore,
  ) {}

  /** Refuses what no provider has. @internal */
  public _check(scope: Construct, prop: string): void {
    const { prefix, credentials, certificateAuthority, cidrs = [] } = this.options;
    checkForm(scope, prop, { prop: 'bucket', value: this.bucket, pattern: BUCKET, like: 'acme-backups' });
    checkForm(scope, prop, { prop: 'prefix', value: prefix, pattern: PREFIX, like: 'cluster-1' });
    this.store.given.forEach((text) => checkForm(scope, prop, text));
    this.checkEndpoint(scope, prop);
    credentials?._check(scope, `${prop}.credentials`);
    certificateAuthority?._check(scope, `${prop}.certificateAuthority`);
    const wrong = this.options.cidrs?.length === 0 ? [] : cidrs.find((cidr) => !isCidr(cidr));
    if (wrong === undefined) return;
    const remedy = 'write them like 203.0.113.0/24, or leave them out';
    fail(scope, { prop: `${prop}.cidrs`, must: 'hold networks', got: wrong, remedy });
  }

  /** `spec` of the BackupStorageLocation. @internal */
  public _spec({ isDefault }: LocationRole): JsonObject {
    const { prefix, credentials, certificateAuthority: authority } = this.options;
    const { provider, config } = this.store;
    return {
      provider,
      ...(isDefault ? { default: true } : {}),
      objectStorage: {
        bucket: this.bucket,
        ...(prefix === undefined ? {} : { prefix }),
        ...(authority === undefined ? {} : { caCertRef: { name: authority.secretName, key: authority.key } }),
      },
      ...(Object.keys(config).length === 0 ? {} : { config: { ...config } }),
      ...(credentials === undefined ? {} : { credential: { name: credentials.secretName, key: credentials.key } }),
    };
  }

  /** The image of the plugin that speaks to the provider. @internal */
  public get _plugin(): string {
    return this.store.plugin;
  }

  /** As Velero calls the provider. @internal */
  public get _provider(): string {
    return this.store.provider;
  }

  /** Whether the pods need an identity of their own. @internal */
  public get _needsIdentity(): boolean {
    return this.options.credentials === undefined;
  }

  /** Where the provider answers. @internal */
  public get _cidrs(): readonly string[] {
    return this.options.cidrs ?? EVERY_ADDRESS;
  }

  /** The port that the provider answers on. @internal */
  public get _port(): number {
    const { endpoint } = this.store;
    return endpoint === undefined ? HTTPS_PORT : Number(new URL(endpoint).port || HTTPS_PORT);
  }

  /** As people read it. @internal */
  public get _text(): string {
    const { prefix } = this.options;
    return `${this.store.provider}://${this.bucket}${prefix === undefined ? '' : `/${prefix}`}`;
  }

  /** The same for whatever leads to the same folder. @internal */
  public get _address(): string {
    const { provider, config, endpoint } = this.store;
    return JSON.stringify([provider, endpoint, config.storageAccount, this.bucket, this.options.prefix]);
  }

  private checkEndpoint(scope: Construct, prop: string): void {
    const { endpoint } = this.store;
    if (endpoint === undefined || isHttpsEndpoint(endpoint)) return;
    fail(scope, {
      prop: `${prop}.endpoint`,
      must: 'be an https address without a path',
      got: endpoint,
      remedy: 'write it like https://s3.example.com:9000, and name a certificateAuthority where it is a private one',
    });
  }
}

function checkForm(scope: Construct, place: string, { prop, value, pattern, like }: GivenText): void {
  if (value === undefined) return;
  const fullProp = `${place}.${prop}`;
  checkText(scope, fullProp, value);
  if (pattern.test(value)) return;
  const must = 'be named, in letters, digits and the signs that its provider takes';
  fail(scope, { prop: fullProp, must, got: value, remedy: `write it like ${like}` });
}
