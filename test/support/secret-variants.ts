import * as path from 'path';
import { Chart } from 'cdk8s';
import type { Built, PartVariants } from './part-variants';
import { IMAGE, render } from './render';
import { sealedManifest } from './secrets/sealed-manifests';
import {
  ClusterSecretStore, ForeignSecretStore, ForeignService, ISecretStore, KubesealOutput, MountedSecrets, MountProvider,
  ProductionNamespace, ProductionService, RemoteKey, SealedSecret, SecretProvider, SecretStore, SecretUse, StoreAccess,
  SyncedSecret, VaultFile, VaultSecrets, VaultServer, WorkloadIdentity,
} from '../../src';

const WHY = 'there is a reason';
const UUID = '11111111-2222-3333-4444-555555555555';
const AWS = { region: 'eu-west-1', roleArn: 'arn:aws:iam::111122223333:role/shop' };
const VAULT = { server: 'https://vault.vault.svc:8200', role: 'shop' };
const GCP = { projectId: 'acme-production', serviceAccount: 'shop@acme.iam.gserviceaccount.com' };
const AZURE = { clientId: UUID, tenantId: UUID };
const SEALED_FILE = path.join(__dirname, '..', 'data', 'sealed-secret.json');
const SECRET = 'secret/data/shop/database';
const TEMPLATE = `{{ with secret "${SECRET}" }}{{ .Data.data.pin }}{{ end }}`;
const POD = 'Deployment spec.template';

/** The ways in which the parts of secrets may be made. */
export const SECRET_VARIANTS: readonly PartVariants[] = [
  {
    part: 'ForeignSecretStore',
    variants: {
      ofCluster: synced(ForeignSecretStore.ofCluster('vault')),
      ofNamespace: synced(ForeignSecretStore.ofNamespace('vault')),
    },
    point: ['ExternalSecret spec.secretStoreRef.kind', 'ExternalSecret metadata.annotations'],
  },
  {
    part: 'KubesealOutput',
    variants: {
      file: sealed(KubesealOutput.file(SEALED_FILE)),
      manifest: sealed(KubesealOutput.manifest(sealedManifest())),
      text: sealed(KubesealOutput.text(JSON.stringify(sealedManifest()))),
    },
    point: [],
  },
  {
    part: 'MountProvider',
    variants: {
      awsParameterStore: mounted(MountProvider.awsParameterStore({ region: 'eu-west-1' })),
      awsSecretsManager: mounted(MountProvider.awsSecretsManager({ region: 'eu-west-1' })),
      azure: mounted(MountProvider.azure({ keyVault: 'acme', ...AZURE })),
      gcp: mounted(MountProvider.gcp({ projectId: 'acme-production' })),
      gkeAddOn: mounted(MountProvider.gkeAddOn({ projectId: 'acme-production' })),
      vault: mounted(MountProvider.vault({ ...VAULT, path: 'kv' })),
    },
    point: [
      'SecretProviderClass spec', `${POD}.metadata.annotations[preflight/secret-hash]`,
      `${POD}.spec.volumes[1].csi.driver`,
    ],
  },
  {
    part: 'SecretProvider',
    variants: {
      awsParameterStore: stored(SecretProvider.awsParameterStore(AWS)),
      awsSecretsManager: stored(SecretProvider.awsSecretsManager(AWS)),
      azure: stored(SecretProvider.azure({ vaultUrl: 'https://acme.vault.azure.net', ...AZURE })),
      gcp: stored(SecretProvider.gcp(GCP)),
      vault: stored(SecretProvider.vault(VAULT)),
    },
    point: ['SecretStore spec.provider', 'ServiceAccount metadata.annotations'],
  },
  {
    part: 'SecretUse',
    variants: { files: taken(SecretUse.files()) },
    optOuts: { environment: taken(SecretUse.environment(WHY)) },
    point: [`${POD}.spec.containers[0].env`, `${POD}.spec.containers[0].volumeMounts`, `${POD}.spec.volumes`],
  },
  {
    part: 'StoreAccess',
    variants: {
      namespaces: shared(StoreAccess.namespaces(['shop'])),
      labeled: shared(StoreAccess.labeled({ secrets: 'shared' })),
    },
    optOuts: { everyNamespace: shared(StoreAccess.everyNamespace(WHY)) },
    point: ['ClusterSecretStore spec.conditions'],
  },
  {
    part: 'VaultFile',
    variants: {
      field: injected(VaultServer.inCluster(vault()), VaultFile.field(SECRET, 'password')),
      template: injected(VaultServer.inCluster(vault()), VaultFile.template(SECRET, TEMPLATE)),
    },
    point: [`${POD}.metadata.annotations[vault.hashicorp.com/agent-inject-template-password]`],
  },
  {
    part: 'VaultServer',
    variants: {
      inCluster: injected(VaultServer.inCluster(vault())),
      outside: injected(VaultServer.outside('https://vault.example.com', ['203.0.113.0/28'])),
    },
    point: [`${POD}.metadata.annotations[vault.hashicorp.com/service]`, 'NetworkPolicy spec.egress[1]'],
  },
];

function vault(): ForeignService {
  const podLabels = { 'app.kubernetes.io/name': 'vault' };
  return ForeignService.at({ name: 'vault', namespace: 'vault', podLabels, containerPort: 8200 });
}

/** A service beside what is made. */
function beside(make: (chart: Chart, web: ProductionService) => void): Built {
  return () => render((chart) => {
    new ProductionNamespace(chart, 'shop');
    make(chart, new ProductionService(chart, 'web', { image: IMAGE }));
  });
}

function synced(store: ISecretStore): Built {
  const keys = { password: RemoteKey.of('database') };
  return beside((chart) => { new SyncedSecret(chart, 'database', { store, keys }); });
}

function sealed(output: KubesealOutput): Built {
  return beside((chart) => { new SealedSecret(chart, 'database', { sealed: output }); });
}

function mounted(provider: MountProvider): Built {
  const files = { password: RemoteKey.of('database-password') };
  return beside((chart, web) => {
    web.useSecret(new MountedSecrets(chart, 'database', { provider, files }));
    // AWS reads as the role of the ServiceAccount, and for the others it says nothing.
    web.useIdentity(WorkloadIdentity.eksRole(AWS.roleArn, { stsCidrs: ['10.0.8.0/24'] }));
  });
}

function stored(provider: SecretProvider): Built {
  return beside((chart) => { new SecretStore(chart, 'secrets', { provider }); });
}

function shared(access: StoreAccess): Built {
  const provider = SecretProvider.vault(VAULT);
  return beside((chart) => { new ClusterSecretStore(chart, 'secrets', { provider, access }); });
}

function taken(use: SecretUse): Built {
  return beside((chart, web) => (
    web.useSecret(new SealedSecret(chart, 'database', { sealed: KubesealOutput.manifest(sealedManifest()) }), { use })
  ));
}

function injected(server: VaultServer, file = VaultFile.field(SECRET, 'password')): Built {
  return beside((chart, web) => (
    web.useSecret(new VaultSecrets(chart, 'database', { server, role: 'shop', files: { password: file } }))
  ));
}
