import { BackupDestination, S3Options, SecretKey } from '../../../src';
import {
  addPostgres, makePostgres, named, podSpec, postgresManifests, step, variables, WEEKLY,
} from '../../support/backups';
import { messageOf } from '../../support/errors';
import { only, render } from '../../support/render';
import { Manifest } from '../../support/schemas';

type Refused = [string, BackupDestination, string];

const CREDENTIALS = SecretKey.of('bucket', 'credentials.json');
const NAMED = 'must be named, in letters, digits and the signs that its provider takes';
const ENDPOINT = "'destination.endpoint' must be an https address without a path";
const ENDPOINT_REMEDY = 'write it like https://s3.example.com:9000, and name a certificateAuthority where it is a'
  + ' private'
  + ' one';

describe('BackupDestination.s3', () => {
  it('is Amazon, as whoever the pods are', () => {
    expect(settings(s3())).toEqual({
      TYPE: 's3', PROVIDER: 'AWS', REGION: 'eu-west-1', ENV_AUTH: 'true', NO_CHECK_BUCKET: 'true',
    });
    expect(hosts(s3())).toEqual([['0.0.0.0/0', 443], ['::/0', 443], ['169.254.170.23/32', 80],
      ['169.254.169.254/32', 80]]);
  });

  it('is another server at an endpoint, whose port is opened', () => {
    const endpoint = 'https://s3.acme.io:9000';

    expect(settings(s3({ endpoint }))).toMatchObject({ PROVIDER: 'Other', ENDPOINT: endpoint });
    expect(hosts(s3({ endpoint }))).toContainEqual(['0.0.0.0/0', 9000]);
    expect(hosts(s3({ endpoint: 'https://[fd00::1]' }))).toContainEqual(['::/0', 443]);
  });

  it('has a role', () => {
    const roleArn = 'arn:aws:iam::111122223333:role/backups+etcd@acme';

    expect(annotations(s3({ roleArn }))).toEqual({ 'eks.amazonaws.com/role-arn': roleArn });
  });

  it('takes credentials by file, and then asks nobody who it is', () => {
    const destination = s3({ credentials: CREDENTIALS });

    expect(variables(upload(destination)).AWS_SHARED_CREDENTIALS_FILE).toBe('/credentials/credentials.json');
    expect(hosts(destination)).toEqual([['0.0.0.0/0', 443], ['::/0', 443]]);
  });
});

describe('BackupDestination.gcs', () => {
  it('is Google, as whoever the pods are', () => {
    const gcs = BackupDestination.gcs('acme-backups', { serviceAccount: 'backups@acme.iam.gserviceaccount.com' });

    expect(settings(gcs)).toEqual({
      TYPE: 'google cloud storage', ENV_AUTH: 'true', BUCKET_POLICY_ONLY: 'true', NO_CHECK_BUCKET: 'true',
    });
    expect(annotations(gcs)).toEqual({ 'iam.gke.io/gcp-service-account': 'backups@acme.iam.gserviceaccount.com' });
    expect(hosts(gcs)).toEqual([['0.0.0.0/0', 443], ['::/0', 443], ['169.254.169.254/32', 80],
      ['169.254.169.254/32', 8080], ['169.254.169.252/32', 987], ['169.254.169.252/32', 988]]);
  });

  it('takes credentials by file', () => {
    const gcs = BackupDestination.gcs('acme-backups', { credentials: CREDENTIALS });

    expect(settings(gcs).SERVICE_ACCOUNT_FILE).toBe('/credentials/credentials.json');
    expect(annotations(gcs)).toBeUndefined();
  });
});

describe('BackupDestination.azureBlob', () => {
  it('is Azure, as whoever the pods are', () => {
    const azure = BackupDestination.azureBlob('backups', { account: 'acmebackups', clientId: '0d5f-1' });
    const { template } = only(postgresManifests({ destination: azure }), 'CronJob').spec.jobTemplate.spec;

    expect(settings(azure)).toEqual({
      TYPE: 'azureblob', ACCOUNT: 'acmebackups', ENV_AUTH: 'true', NO_CHECK_CONTAINER: 'true',
    });
    expect(annotations(azure)).toEqual({ 'azure.workload.identity/client-id': '0d5f-1' });
    expect(template.metadata.labels).toMatchObject({ 'azure.workload.identity/use': 'true' });
    expect(hosts(azure)).toEqual([['0.0.0.0/0', 443], ['::/0', 443], ['169.254.169.254/32', 80]]);
  });

  // Where env_auth is true, rclone does not open the file.
  it('takes credentials by file, and not from the environment', () => {
    const azure = BackupDestination.azureBlob('backups', { account: 'acmebackups', credentials: CREDENTIALS });

    expect(settings(azure)).toMatchObject({
      ENV_AUTH: 'false', SERVICE_PRINCIPAL_FILE: '/credentials/credentials.json',
    });
  });
});

describe.each([
  ['s3', s3({ credentials: CREDENTIALS, certificateAuthority: SecretKey.of('bucket-ca', 'ca.crt') })],
  ['gcs', BackupDestination.gcs('acme-backups', {
    credentials: CREDENTIALS, certificateAuthority: SecretKey.of('bucket-ca', 'ca.crt'),
  })],
  ['azureBlob', BackupDestination.azureBlob('acme-backups', {
    account: 'acme', credentials: CREDENTIALS, certificateAuthority: SecretKey.of('bucket-ca', 'ca.crt'),
  })],
])('the secrets of BackupDestination.%s', (_, destination) => {
  it('are files of backup and drill alike', () => {
    const found = render((chart) => { addPostgres(chart, { destination }).rehearse(WEEKLY); });

    for (const [name, first] of [['orders', 'upload'], ['orders-drill', 'fetch']]) {
      const spec = named(found, 'CronJob', name).spec.jobTemplate.spec.template.spec;
      expect(step(spec, first).volumeMounts).toEqual(expect.arrayContaining([
        { name: 'credentials', mountPath: '/credentials', readOnly: true },
        { name: 'store-ca', mountPath: '/store-ca', readOnly: true },
      ]));
      expect(variables(step(spec, first)).RCLONE_CA_CERT).toBe('/store-ca/ca.crt');
    }
  });

  it('are named as what must be there', () => {
    const { metadata } = only(postgresManifests({ destination }), 'CronJob');

    expect(metadata.annotations['preflight/external']).toMatch(/Secret\/bucket, Secret\/bucket-ca/);
  });
});

describe('a destination', () => {
  it.each<Refused>([
    ['without a bucket', s3({}, ''), `'destination.bucket' ${NAMED}, got ""; write it like acme-backups`],
    ['with a bucket in a folder', s3({}, 'acme/backups'),
      `'destination.bucket' ${NAMED}, got "acme/backups"; write it like acme-backups`],
    ['with an empty region', s3({ region: '' }), `'destination.region' ${NAMED}, got ""; write it like eu-west-1`],
    ['with a region that reads as a number', s3({ region: '0o7' }), "'destination.region' must not look like a"
      + ' number to'
      + ' the API server, got "0o7"; write it differently, or ship it in a file'],
    ['without an account', BackupDestination.azureBlob('backups', { account: '' }),
      `'destination.account' ${NAMED}, got ""; write it like acmebackups`],
    ['with a folder above', s3({ prefix: 'a/../b' }),
      `'destination.prefix' ${NAMED}, got "a/../b"; write it like cluster-1/etcd`],
    ['with a folder that ends in a slash', s3({ prefix: 'a/' }),
      `'destination.prefix' ${NAMED}, got "a/"; write it like cluster-1/etcd`],
    ['with a folder that the kubelet would expand', s3({ prefix: '$(POD_NAME)' }),
      `'destination.prefix' ${NAMED}, got "$(POD_NAME)"; write it like cluster-1/etcd`],
    ['at http', s3({ endpoint: 'http://s3.acme.io' }), `${ENDPOINT}, got "http://s3.acme.io"; ${ENDPOINT_REMEDY}`],
    ['at a path', s3({ endpoint: 'https://s3.acme.io/v1' }),
      `${ENDPOINT}, got "https://s3.acme.io/v1"; ${ENDPOINT_REMEDY}`],
    ['at a query', s3({ endpoint: 'https://s3.acme.io?' }),
      `${ENDPOINT}, got "https://s3.acme.io?"; ${ENDPOINT_REMEDY}`],
    ['at a host with a password', s3({ endpoint: 'https://:pw@s3.acme.io' }),
      `${ENDPOINT}, got [an address with a password, which is not shown]; ${ENDPOINT_REMEDY}`],
    ['at a line break', s3({ endpoint: 'https://s3.acme.io\n' }),
      `${ENDPOINT}, got "https://s3.acme.io\\n"; ${ENDPOINT_REMEDY}`],
    ['at a host that the kubelet would expand', s3({ endpoint: 'https://$(POD_NAME)' }),
      `${ENDPOINT}, got "https://$(POD_NAME)"; ${ENDPOINT_REMEDY}`],
    ['at port 0', s3({ endpoint: 'https://s3.acme.io:0' }),
      `${ENDPOINT}, got "https://s3.acme.io:0"; ${ENDPOINT_REMEDY}`],
    ['with an empty role', s3({ roleArn: '' }),
      `'destination.roleArn' ${NAMED}, got ""; write it like arn:aws:iam::111122223333:role/backups`],
    ['with a service account of two words', BackupDestination.gcs('backups', { serviceAccount: 'a b' }),
      `'destination.serviceAccount' ${NAMED}, got "a b"; write it like backups@acme.iam.gserviceaccount.com`],
    ['with a client id of two lines', BackupDestination.azureBlob('backups', { account: 'acme', clientId: 'a\nb' }),
      `'destination.clientId' ${NAMED}, got "a\\nb"; write it like 00000000-0000-0000-0000-000000000000`],
    ['with credentials that are none', s3({ credentials: SecretKey.of('bucket', 'a/b') }),
      "'destination.credentials.key' must"
      + ' be a key of a Secret (letters, digits, -, _ and .), got "a/b"; write it as it stands in the Secret'],
    ['with an authority that is none', s3({ certificateAuthority: SecretKey.of('B', 'a') }),
      "'destination.certificateAuthority.secretName' must be a DNS-1123 subdomain (lower-case letters, digits, - and .,"
      + ' at most 253), got "B"; choose such a name'],
  ])('is refused %s', (_, destination, complaint) => {
    expect(messageOf(() => makePostgres({ destination }))).toBe(`[shop/orders] ${complaint}`);
  });

  it.each([
    ['s3', s3(), 'Rules'], ['gcs', BackupDestination.gcs('acme-backups'), 'lifecycle'],
    ['azureBlob', BackupDestination.azureBlob('acme-backups', { account: 'acme' }), 'rules'],
  ])('of %s knows how its bucket deletes', (_, destination, key) => {
    const { bucketLifecycle } = makePostgres({ destination });

    expect(Object.keys(JSON.parse(bucketLifecycle))).toEqual([key]);
    expect(bucketLifecycle).toMatch(/shop\/orders\/[\s\S]*\n$/);
  });
});

function s3(options: Partial<S3Options> = {}, bucket = 'acme-backups'): BackupDestination {
  return BackupDestination.s3(bucket, { region: 'eu-west-1', ...options });
}

function upload(destination: BackupDestination): Manifest {
  return step(podSpec(postgresManifests({ destination })), 'upload');
}

/** Settings of the remote that is the bucket. */
function settings(destination: BackupDestination): Record<string, string> {
  const prefix = 'RCLONE_CONFIG_BUCKET_';
  return Object.fromEntries(Object.entries(variables(upload(destination)))
    .flatMap(([name, value]) => (name.startsWith(prefix) ? [[name.slice(prefix.length), value]] : [])));
}

function annotations(destination: BackupDestination): unknown {
  return only(postgresManifests({ destination }), 'ServiceAccount').metadata.annotations;
}

/** What the drill may connect to, but for DNS. */
function hosts(destination: BackupDestination): unknown[] {
  const found = render((chart) => { addPostgres(chart, { destination }).rehearse(WEEKLY); });
  const { spec } = named(found, 'NetworkPolicy', 'orders-drill');
  return spec.egress.slice(1).flatMap(({ to, ports }: Manifest) => (
    ports.map(({ port }: Manifest) => [to[0].ipBlock.cidr, port])
  ));
}
