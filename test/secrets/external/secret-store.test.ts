import { JsonPatch } from 'cdk8s';
import { Provider, SecretKey, SecretProvider, SecretStore } from '../../../src';
import { messageOf } from '../../support/errors';
import { only, render, stage } from '../../support/render';
import { Manifest, MINORS, schemaProblems } from '../../support/schemas';

const UUID = '11111111-2222-3333-4444-555555555555';
const ROLE = 'arn:aws:iam::111122223333:role/shop';
const AWS = { region: 'eu-west-1', roleArn: ROLE };
const VAULT = { server: 'https://vault.vault.svc:8200', role: 'shop' };
const AZURE = { vaultUrl: 'https://acme.vault.azure.net', clientId: UUID, tenantId: UUID };

const PROVIDERS: Readonly<Record<string, SecretProvider>> = {
  'AWS Secrets Manager': SecretProvider.awsSecretsManager(AWS),
  'AWS Parameter Store': SecretProvider.awsParameterStore(AWS),
  'Vault': SecretProvider.vault(VAULT),
  'Vault with everything': SecretProvider.vault({
    ...VAULT,
    path: 'team/kv',
    mountPath: 'clusters/north',
    audience: 'vault',
    vaultNamespace: 'platform',
    certificateAuthority: SecretKey.of('vault-ca', 'ca.crt'),
  }),
  'Google': SecretProvider.gcp({ projectId: 'acme-production' }),
  'Google with everything': SecretProvider.gcp({
    projectId: 'acme-production',
    serviceAccount: 'secrets@acme.iam.gserviceaccount.com',
    cluster: { name: 'north', location: 'europe-west1', projectId: 'acme-clusters' },
  }),
  'Azure': SecretProvider.azure(AZURE),
};

function storeOf(provider: SecretProvider): Manifest[] {
  return render((chart) => new SecretStore(chart, 'secrets', { provider }));
}

function providerOf(provider: SecretProvider): Manifest {
  return only(storeOf(provider), 'SecretStore').spec.provider;
}

describe('a SecretStore', () => {
  it('logs in by a ServiceAccount of its own', () => {
    const metadata = {
      name: 'secrets',
      namespace: 'shop',
      labels: { 'app.kubernetes.io/managed-by': 'cdk8s-preflight', 'environment': 'production' },
    };
    expect(storeOf(PROVIDERS.Vault)).toEqual([
      { apiVersion: 'v1', kind: 'ServiceAccount', metadata, automountServiceAccountToken: false },
      {
        apiVersion: 'external-secrets.io/v1',
        kind: 'SecretStore',
        metadata,
        spec: {
          provider: {
            vault: {
              server: 'https://vault.vault.svc:8200',
              path: 'secret',
              version: 'v2',
              auth: { kubernetes: { mountPath: 'kubernetes', role: 'shop', serviceAccountRef: { name: 'secrets' } } },
            },
          },
        },
      },
    ]);
  });

  it('can be called otherwise', () => {
    const manifests = render((chart) => new SecretStore(chart, 'x', { name: 'vault', provider: PROVIDERS.Vault }));
    expect(manifests.map(({ metadata }) => metadata.name)).toEqual(['vault', 'vault']);
  });

  it.each(['store', 'serviceAccount'] as const)('keeps the place of its %s', (part) => {
    const { app, chart } = stage();
    const made = new SecretStore(chart, 'secrets', { provider: PROVIDERS.Vault });
    made.patch(made[part], JsonPatch.replace('/metadata/namespace', 'other'));
    expect(messageOf(() => app.synthYaml()))
      .toContain("'patch' must let 'metadata.namespace' stay \"shop\", for others look for it there");
  });

  it.each<[string, JsonPatch, string]>([
    ['AWS Secrets Manager', JsonPatch.remove('/spec/provider/aws/auth'), 'aws.auth'],
    ['Vault', JsonPatch.add('/spec/provider/vault/auth/tokenSecretRef', { name: 'a', key: 'b' }), 'vault.auth'],
    ['Google', JsonPatch.replace('/spec/provider', { gcpsm: { projectID: 'acme-production' } }), 'gcpsm.auth'],
    ['Azure', JsonPatch.replace('/spec/provider/azurekv/authType', 'ManagedIdentity'), 'azurekv.authType'],
    ['Azure', JsonPatch.remove('/spec/provider/azurekv/serviceAccountRef'), 'azurekv.serviceAccountRef'],
  ])('of %s is not patched to log in as somebody else', (provider, patch, field) => {
    const { app, chart } = stage();
    const made = new SecretStore(chart, 'secrets', { provider: PROVIDERS[provider] });
    made.patch(made.store, patch);
    expect(messageOf(() => app.synthYaml())).toContain(`'patch' must let 'spec.provider.${field}' stay `);
  });

  it('can be patched elsewhere', () => {
    const { app, chart } = stage();
    const made = new SecretStore(chart, 'secrets', { provider: PROVIDERS['AWS Secrets Manager'] });
    made.patch(made.store, JsonPatch.add('/spec/provider/aws/role', ROLE));
    expect(() => app.synthYaml()).not.toThrow();
  });

  it.each(['SecretsManager', 'ParameterStore'])('asks %s as a role', (service) => {
    const make = { SecretsManager: 'AWS Secrets Manager', ParameterStore: 'AWS Parameter Store' }[service]!;
    expect(providerOf(PROVIDERS[make])).toEqual({
      aws: { service, region: 'eu-west-1', auth: { jwt: { serviceAccountRef: { name: 'secrets' } } } },
    });
    expect(only(storeOf(PROVIDERS[make]), 'ServiceAccount').metadata.annotations)
      .toEqual({ 'eks.amazonaws.com/role-arn': ROLE });
  });

  it('asks Vault where and as what it is told', () => {
    expect(providerOf(PROVIDERS['Vault with everything'])).toEqual({
      vault: {
        server: 'https://vault.vault.svc:8200',
        path: 'team/kv',
        version: 'v2',
        namespace: 'platform',
        caProvider: { type: 'Secret', name: 'vault-ca', key: 'ca.crt' },
        auth: {
          kubernetes: {
            mountPath: 'clusters/north', role: 'shop', serviceAccountRef: { name: 'secrets', audiences: ['vault'] },
          },
        },
      },
    });
  });

  it('asks Google by Workload Identity', () => {
    expect(providerOf(PROVIDERS.Google)).toEqual({
      gcpsm: { projectID: 'acme-production', auth: { workloadIdentity: { serviceAccountRef: { name: 'secrets' } } } },
    });
    expect(providerOf(PROVIDERS['Google with everything']).gcpsm.auth.workloadIdentity).toEqual({
      clusterLocation: 'europe-west1',
      clusterName: 'north',
      clusterProjectID: 'acme-clusters',
      serviceAccountRef: { name: 'secrets' },
    });
    expect(only(storeOf(PROVIDERS['Google with everything']), 'ServiceAccount').metadata.annotations)
      .toEqual({ 'iam.gke.io/gcp-service-account': 'secrets@acme.iam.gserviceaccount.com' });
  });

  it('asks Azure by Workload ID', () => {
    expect(providerOf(PROVIDERS.Azure)).toEqual({
      azurekv: {
        vaultUrl: AZURE.vaultUrl,
        authType: 'WorkloadIdentity',
        environmentType: 'PublicCloud',
        serviceAccountRef: { name: 'secrets' },
      },
    });
    expect(only(storeOf(PROVIDERS.Azure), 'ServiceAccount').metadata.annotations).toEqual({
      'azure.workload.identity/client-id': UUID, 'azure.workload.identity/tenant-id': UUID,
    });
  });

  it.each([['azure.cn', 'ChinaCloud'], ['usgovcloudapi.net', 'USGovernmentCloud']])(
    'asks the cloud of Azure that is at %s', (domain, environment) => {
      const provider = SecretProvider.azure({ ...AZURE, vaultUrl: `https://acme.vault.${domain}/` });
      expect(providerOf(provider).azurekv.environmentType).toBe(environment);
    });

  it.each(MINORS)('is valid on %s, whatever the provider', (kubernetesVersion) => {
    const manifests = Object.values(PROVIDERS).flatMap(storeOf);
    expect(manifests.flatMap((manifest) => schemaProblems(kubernetesVersion, manifest))).toEqual([]);
  });

  it('would be refused with a misspelt field', () => {
    const store = only(storeOf(PROVIDERS.Vault), 'SecretStore');
    store.spec.provider.vault.servr = store.spec.provider.vault.server;
    expect(schemaProblems('1.30', store)).not.toEqual([]);
  });
});

describe('what a provider refuses', () => {
  it.each<[string, () => SecretProvider, string]>([
    ['region', () => SecretProvider.awsSecretsManager({ ...AWS, region: 'Frankfurt' }),
      'have the form that awsSecretsManager takes, got "Frankfurt"; write it like eu-west-1'],
    ['roleArn', () => SecretProvider.awsParameterStore({ ...AWS, roleArn: 'shop' }),
      'have the form that awsParameterStore takes, got "shop"; write it like arn:aws:iam::111122223333:role/ledger'],
    ['server', () => SecretProvider.vault({ ...VAULT, server: 'http://vault:8200' }),
      'have the form that vault takes, got "http://vault:8200"; write it like https://vault.vault.svc:8200'],
    ['path', () => SecretProvider.vault({ ...VAULT, path: '/secret/' }),
      'have the form that vault takes, got "/secret/"; write it like secret'],
    ['role', () => SecretProvider.vault({ ...VAULT, role: '' }),
      'have the form that vault takes, got ""; write it like shop-reader'],
    ['audience', () => SecretProvider.vault({ ...VAULT, audience: 'a b' }),
      'have the form that vault takes, got "a b"; write it like vault'],
    ['projectId', () => SecretProvider.gcp({ projectId: 'Acme' }),
      'have the form that gcp takes, got "Acme"; write it like acme-production'],
    ['cluster.location', () => SecretProvider.gcp({
      projectId: 'acme-production', cluster: { name: 'north', location: 'Belgium' },
    }), 'have the form that gcp takes, got "Belgium"; write it like europe-west1'],
    ['vaultUrl', () => SecretProvider.azure({ ...AZURE, vaultUrl: 'https://acme.example.com' }),
      'have the form that azure takes, got "https://acme.example.com"; write it like https://acme.vault.azure.net'],
    ['clientId', () => SecretProvider.azure({ ...AZURE, clientId: 'shop' }),
      'have the form that azure takes, got "shop"; write it like 00000000-0000-0000-0000-000000000000'],
  ])('a malformed %s', (prop, make, message) => {
    expect(messageOf(() => storeOf(make()))).toBe(`[shop/secrets] 'provider.${prop}' must ${message}`);
  });

  it('Google where no pod is known to it', () => {
    expect(messageOf(() => render((chart) => (
      new SecretStore(chart, 'secrets', { provider: PROVIDERS.Google })
    ), { provider: Provider.EKS }))).toBe("[shop/secrets] 'provider' must be one that knows pods on eks, got "
      + '"SecretProvider.gcp"; use another one: it knows those on gke alone');
  });

  it('a server with credentials, which are not shown', () => {
    const server = 'https://admin:correct-horse@vault:8200';
    const message = messageOf(() => storeOf(SecretProvider.vault({ ...VAULT, server })));
    expect(message).toContain("[shop/secrets] 'provider.server' must be a link without credentials");
    expect(message).not.toContain('correct-horse');
  });
});
