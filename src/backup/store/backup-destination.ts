import { Construct } from 'constructs';
import { azureLifecycle, gcsLifecycle, s3Lifecycle } from './bucket-lifecycle';
import { AzureBlobOptions, DestinationOptions, GcsOptions, S3Options } from './destination-options';
import { isHttpsEndpoint } from './endpoints';
import { Store } from './object-store';
import { fail } from '../../internal/fail';
import { checked } from '../../internal/signatures/checked';
import { checkText } from '../../internal/values/plain-text';
import {
  AZURE_CLIENT_ANNOTATION, AZURE_POD_LABELS, EKS_POD_IDENTITY_AGENT, EKS_ROLE_ANNOTATION, GKE_ACCOUNT_ANNOTATION,
  GKE_METADATA, IdentityHost, INSTANCE_METADATA,
} from '../../platform/identity-hosts';
import { SecretKey } from '../../secrets/secret-key';

const BUCKET = /^[a-z0-9][-a-z0-9._]{1,61}[a-z0-9]$/;
const PREFIX = /^[A-Za-z0-9][-A-Za-z0-9._]*(\/[A-Za-z0-9][-A-Za-z0-9._]*)*$/;
const WORD = /^[A-Za-z0-9][-A-Za-z0-9]*$/;
const IDENTITY = /^[A-Za-z0-9][-A-Za-z0-9_+=,.@:/]*$/;
const EXAMPLES: Record<string, string> = { region: 'eu-west-1', account: 'acmebackups' };
const HTTPS_PORT = 443;
const OF_AMAZON_ITSELF = 'https://s3.amazonaws.com';
// Those of regions, of both protocols of the internet, and of FIPS.
const OF_AMAZON = /^s3[-a-z0-9.]{0,100}\.amazonaws\.com$/;

/**
 * The bucket that backups go to.
 *
 * Everything runs through rclone, whose objects any other client of the provider reads too.
 *
 * @see https://rclone.org/overview/
 */
@checked
export class BackupDestination {
  /**
   * A bucket of Amazon S3, or of a server that speaks its protocol.
   *
   * @param bucket name of the bucket, which must exist
   * @param options where it is, and who may write to it
   */
  public static s3(bucket: string, options: S3Options): BackupDestination {
    const { region, endpoint, roleArn } = options;
    return new BackupDestination(bucket, options, {
      settings: {
        TYPE: 's3',
        PROVIDER: endpoint === undefined ? 'AWS' : 'Other',
        REGION: region,
        ...(endpoint === undefined ? {} : { ENDPOINT: endpoint }),
        ENV_AUTH: 'true',
        NO_CHECK_BUCKET: 'true',
      },
      place: ['s3', originOf(endpoint)],
      credentials: { variable: 'AWS_SHARED_CREDENTIALS_FILE' },
      identity: {
        prop: 'roleArn',
        annotation: EKS_ROLE_ANNOTATION,
        value: roleArn,
        like: 'arn:aws:iam::111122223333:role/backups',
      },
      lifecycle: s3Lifecycle,
      port: portOf(endpoint),
      identityHosts: [EKS_POD_IDENTITY_AGENT, INSTANCE_METADATA],
      required: { region },
    });
  }

  /**
   * A bucket of Google Cloud Storage.
   *
   * @param bucket name of the bucket, which must exist
   * @param options who may write to it
   */
  public static gcs(bucket: string, options: GcsOptions = {}): BackupDestination {
    return new BackupDestination(bucket, options, {
      settings: { TYPE: 'google cloud storage', ENV_AUTH: 'true', BUCKET_POLICY_ONLY: 'true', NO_CHECK_BUCKET: 'true' },
      place: ['gcs'],
      credentials: { setting: 'SERVICE_ACCOUNT_FILE' },
      identity: {
        prop: 'serviceAccount',
        annotation: GKE_ACCOUNT_ANNOTATION,
        value: options.serviceAccount,
        like: 'backups@acme.iam.gserviceaccount.com',
      },
      lifecycle: gcsLifecycle,
      port: HTTPS_PORT,
      identityHosts: GKE_METADATA,
      required: {},
    });
  }

  /**
   * A container of Azure Blob Storage.
   *
   * @param container name of the container, which must exist
   * @param options where it is, and who may write to it
   */
  public static azureBlob(container: string, options: AzureBlobOptions): BackupDestination {
    const { account, clientId, credentials } = options;
    return new BackupDestination(container, options, {
      settings: {
        TYPE: 'azureblob',
        ACCOUNT: account,
        // Where it is true, rclone asks the environment alone and reads no file.
        ENV_AUTH: `${credentials === undefined}`,
        NO_CHECK_CONTAINER: 'true',
      },
      place: ['azureblob', account],
      credentials: { setting: 'SERVICE_PRINCIPAL_FILE' },
      identity: {
        prop: 'clientId',
        annotation: AZURE_CLIENT_ANNOTATION,
        value: clientId,
        like: '00000000-0000-0000-0000-000000000000',
      },
      podLabels: clientId === undefined ? {} : AZURE_POD_LABELS,
      lifecycle: azureLifecycle,
      port: HTTPS_PORT,
      identityHosts: [INSTANCE_METADATA],
      required: { account },
    });
  }

  private constructor(
    private readonly bucket: string,
    private readonly options: DestinationOptions,
    private readonly store: Store,
  ) {}

  /** Refuses what no provider has. @internal */
  public _check(scope: Construct): void {
    const { identity: { prop: identity, value: identityValue, like }, required } = this.store;
    checkMatches(scope, { prop: 'bucket', value: this.bucket, pattern: BUCKET, like: 'acme-backups' });
    for (const [prop, value] of Object.entries(required)) {
      checkMatches(scope, { prop, value, pattern: WORD, like: EXAMPLES[prop] });
    }
    const { prefix, credentials, certificateAuthority } = this.options;
    if (prefix !== undefined) {
      checkMatches(scope, { prop: 'prefix', value: prefix, pattern: PREFIX, like: 'cluster-1/etcd' });
    }
    if (identityValue !== undefined) {
      checkMatches(scope, { prop: identity, value: identityValue, pattern: IDENTITY, like });
    }
    this.checkEndpoint(scope);
    credentials?._check(scope, 'destination.credentials');
    certificateAuthority?._check(scope, 'destination.certificateAuthority');
  }

  /** Settings of rclone's remote, by variable; the file of the credentials where there is one. @internal */
  public _variables(remote: string, credentialsFile?: string): Record<string, string> {
    const { settings, credentials: { setting, variable } } = this.store;
    const file = (name: string | undefined) => (
      name === undefined || credentialsFile === undefined ? {} : { [name]: credentialsFile }
    );
    const named = Object.entries<string>({ ...settings, ...file(setting) })
      .map(([name, value]) => [`RCLONE_CONFIG_${remote}_${name}`, value]);
    return { ...Object.fromEntries(named) as Record<string, string>, ...file(variable) };
  }

  /** Where in the bucket the backups of one construct are, by default in `folder`. @internal */
  public _path(folder: string): string {
    return this.options.prefix ?? folder;
  }

  /** The same for whatever leads to the same folder of the same bucket, whoever writes to it. @internal */
  public _address(path: string): string {
    return JSON.stringify([...this.store.place, this.bucket, path]);
  }

  /** As rclone names the folder. @internal */
  public _folder(remote: string, path: string): string {
    return `${remote}:${this.bucket}/${path}`;
  }

  /** As people read it. @internal */
  public _text(path: string): string {
    return `${this.store.place[0]}://${this.bucket}/${path}`;
  }

  /** @internal */
  public get _credentials(): SecretKey | undefined {
    return this.options.credentials;
  }

  /** @internal */
  public get _certificateAuthority(): SecretKey | undefined {
    return this.options.certificateAuthority;
  }

  /** What makes the provider know the pods. @internal */
  public get _accountAnnotations(): Record<string, string> {
    const { annotation, value } = this.store.identity;
    return value === undefined ? {} : { [annotation]: value };
  }

  /** @internal */
  public get _podLabels(): Record<string, string> {
    return this.store.podLabels ?? {};
  }

  /** The port that the provider answers on. @internal */
  public get _port(): number {
    return this.store.port;
  }

  /** Whom pods ask who they are; nobody, where they have credentials. @internal */
  public get _identityHosts(): readonly IdentityHost[] {
    return this.options.credentials === undefined ? this.store.identityHosts : [];
  }

  /** The provider's own document. @internal */
  public _lifecycle(path: string, days: number): string {
    return `${JSON.stringify(this.store.lifecycle({ bucket: this.bucket, path, days }), undefined, 2)}\n`;
  }

  private checkEndpoint(scope: Construct): void {
    const { ENDPOINT: endpoint } = this.store.settings;
    if (endpoint === undefined || isHttpsEndpoint(endpoint)) return;
    fail(scope, {
      prop: 'destination.endpoint',
      must: 'be an https address without a path',
      got: endpoint,
      remedy: 'write it like https://s3.example.com:9000, and name a certificateAuthority where it is a private one',
    });
  }
}

/** One server, however its address is written; all of Amazon is one, for no two of its buckets have one name. */
function originOf(endpoint = OF_AMAZON_ITSELF): string {
  if (!isHttpsEndpoint(endpoint)) return endpoint;
  return OF_AMAZON.test(new URL(endpoint).hostname) ? OF_AMAZON_ITSELF : new URL(endpoint).origin;
}

function portOf(endpoint: string | undefined): number {
  if (endpoint === undefined || !isHttpsEndpoint(endpoint)) return HTTPS_PORT;
  return Number(new URL(endpoint).port || HTTPS_PORT);
}

/** A text that must have a form. */
interface GivenText {
  readonly prop: string;
  readonly value: string;
  readonly pattern: RegExp;
  readonly like: string;
}

function checkMatches(scope: Construct, { prop, value, pattern, like }: GivenText): void {
  const fullProp = `destination.${prop}`;
  if (!pattern.test(value)) {
    const must = 'be named, in letters, digits and the signs that its provider takes';
    fail(scope, { prop: fullProp, must, got: value, remedy: `write it like ${like}` });
  }
  checkText(scope, fullProp, value);
}
