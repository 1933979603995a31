import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { ServiceVariant } from './service-variants';
import {
  ClusterSecretStore, DeletionPolicy, ForeignSecretStore, ForeignService, KubesealOutput, MetricsFlavor, MountedSecrets,
  MountProvider, ProductionService, ProductionWorker, RefreshPolicy, RemoteKey, Resources, SealedSecret,
  SecretKey, SecretProvider, SecretStore, SecretUse, StoreAccess, SyncedSecret, VaultFile, VaultSecrets, VaultServer,
  WorkloadIdentity,
} from '../src';
import { IMAGE } from '../test/support/render';
import { sealedManifest } from '../test/support/secrets/sealed-manifests';

const UUID = '11111111-2222-3333-4444-555555555555';
const AWS = { region: 'eu-west-1', roleArn: 'arn:aws:iam::111122223333:role/shop' };
const VAULT = { server: 'https://vault.vault.svc:8200', role: 'shop' };
const STORE = ForeignSecretStore.ofCluster('vault');
const PASSWORD = { password: RemoteKey.of('shop/database', { property: 'password', version: '3' }) };
const PROVIDERS: readonly SecretProvider[] = [
  SecretProvider.awsSecretsManager(AWS),
  SecretProvider.awsParameterStore(AWS),
  SecretProvider.vault({
    ...VAULT,
    path: 'team/kv',
    mountPath: 'clusters/north',
    audience: 'vault',
    vaultNamespace: 'platform',
    certificateAuthority: SecretKey.of('vault-ca', 'ca.crt'),
  }),
  SecretProvider.gcp({
    projectId: 'acme-production',
    serviceAccount: 'secrets@acme.iam.gserviceaccount.com',
    cluster: { name: 'north', location: 'europe-west1', projectId: 'acme-clusters' },
  }),
  SecretProvider.azure({ vaultUrl: 'https://acme.vault.azure.net', clientId: UUID, tenantId: UUID }),
];

/** What brings secrets to pods, with each option. */
export const SECRET_VARIANTS: readonly ServiceVariant[] = [
  { name: 'stores of each provider', make: withStores },
  { name: 'secrets that are synced in every way', make: withSyncedSecrets },
  {
    name: 'a synced secret under the operator',
    platform: { metrics: MetricsFlavor.operator() },
    make: (chart) => new SyncedSecret(chart, 'database', { store: STORE, keys: PASSWORD }),
  },
  { name: 'secrets that are sealed in every way', make: withSealedSecrets },
  { name: 'secrets that are mounted', make: withMountedSecrets },
  { name: 'secrets that an agent writes', make: withAgent },
];

function withStores(scope: Construct): void {
  PROVIDERS.forEach((provider, index) => {
    new SecretStore(scope, `store-${index}`, { provider });
    new ClusterSecretStore(scope, `shared-${index}`, { provider });
  });
  const provider = SecretProvider.vault(VAULT);
  const ways = [
    StoreAccess.namespaces(['shop', 'pay']), StoreAccess.labeled({ secrets: 'shared' }),
    StoreAccess.everyNamespace('one team owns the cluster'),
  ];
  ways.forEach((access, index) => new ClusterSecretStore(scope, `for-${index}`, { provider, access }));
}

function withSyncedSecrets(scope: Construct): void {
  const policies = [RefreshPolicy.CREATED_ONCE, RefreshPolicy.ON_CHANGE];
  policies.forEach((refreshPolicy, index) => (
    new SyncedSecret(scope, `policy-${index}`, { store: STORE, keys: PASSWORD, refreshPolicy })
  ));
  const database = new SyncedSecret(scope, 'database', {
    store: ForeignSecretStore.ofNamespace('vault'),
    keys: PASSWORD,
    refreshInterval: Duration.seconds(90),
    deletionPolicy: DeletionPolicy.DELETE,
    template: { type: 'acme.io/database', data: { URL: 'postgres://shop:{{ .password | urlquery }}@db/shop' } },
    runbook: 'https://wiki.example.com/secrets',
  });
  new ProductionService(scope, 'web', { image: IMAGE }).useSecret(database, { rollsPods: true });
  new ProductionWorker(scope, 'mailer', { image: IMAGE }).useSecret(database, {
    use: SecretUse.environment('the driver reads nothing else', { variables: { DATABASE_URL: 'URL' } }),
  });
}

function withSealedSecrets(scope: Construct): void {
  const wide = (reach: string) => ({ annotations: { [`sealedsecrets.bitnami.com/${reach}`]: 'true' } });
  const sealed = KubesealOutput.manifest(sealedManifest());
  const use = SecretUse.files({ keys: { password: 'pw' }, keepFolder: true, mode: 0o440 });
  new ProductionService(scope, 'web', { image: IMAGE })
    .useSecret(new SealedSecret(scope, 'strict', { sealed }), { use, rollsPods: true });
  new SealedSecret(scope, 'namespace', {
    sealed: KubesealOutput.manifest(sealedManifest(wide('namespace-wide'))), name: 'other',
  });
  new SealedSecret(scope, 'cluster', {
    sealed: KubesealOutput.manifest(sealedManifest({ name: 'shared', ...wide('cluster-wide') })),
    clusterWideReason: 'every namespace pulls images by it',
  });
}

function withMountedSecrets(scope: Construct): void {
  const files = { password: RemoteKey.of('database-password') };
  const providers = [
    MountProvider.awsSecretsManager({ region: 'eu-west-1' }),
    MountProvider.awsParameterStore({ region: 'eu-west-1' }),
    MountProvider.vault({ ...VAULT, path: 'kv', mountPath: 'clusters/north', audience: 'vault' }),
    MountProvider.gcp({ projectId: 'acme-production' }),
    MountProvider.gkeAddOn({ projectId: 'acme-production' }),
    MountProvider.azure({ keyVault: 'acme', clientId: UUID, tenantId: UUID }),
  ];
  const web = new ProductionService(scope, 'web', { image: IMAGE });
  providers.forEach((provider, index) => (
    web.useSecret(new MountedSecrets(scope, `mounted-${index}`, { provider, files }))
  ));
  web.useIdentity(WorkloadIdentity.eksRole(AWS.roleArn, { stsCidrs: ['10.0.8.0/24'] }));
  const provider = MountProvider.awsSecretsManager({ region: 'eu-west-1', podIdentity: true });
  new ProductionWorker(scope, 'mailer', { image: IMAGE })
    .useSecret(new MountedSecrets(scope, 'by-pod-identity', { provider, files }));
}

function withAgent(scope: Construct): void {
  const vault = ForeignService.at({
    name: 'vault', namespace: 'vault', podLabels: { 'app.kubernetes.io/name': 'vault' }, containerPort: 8200,
  });
  const path = 'secret/data/shop/database';
  const files = { password: VaultFile.field(path, 'password') };
  const inside = new VaultSecrets(scope, 'inside', { server: VaultServer.inCluster(vault), role: 'shop', files });
  new ProductionService(scope, 'web', { image: IMAGE }).useSecret(inside);
  const outside = new VaultSecrets(scope, 'outside', {
    server: VaultServer.outside('https://vault.example.com', ['203.0.113.0/28']),
    role: 'shop',
    files: { 'database.env': VaultFile.template(path, `{{ with secret "${path}" }}A={{ .Data.data.a }}{{ end }}`) },
    mountPath: 'clusters/north',
    audience: 'https://vault.example.com',
    vaultNamespace: 'platform',
    certificateAuthority: SecretKey.of('vault-ca', 'ca.crt'),
    prePopulateOnly: true,
    resources: Resources.small(),
  });
  new ProductionWorker(scope, 'mailer', { image: IMAGE }).useSecret(outside);
}
