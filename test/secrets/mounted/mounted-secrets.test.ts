import { Chart, JsonPatch } from 'cdk8s';
import { load } from 'js-yaml';
import {
  BatchJob, MountedSecrets, MountedSecretsProps, MountProvider, PlatformProps, ProductionService, Provider, RemoteKey,
  SecretUse, UseSecretOptions, WorkloadIdentity,
} from '../../../src';
import { messageOf, withoutHeading } from '../../support/errors';
import { IMAGE, only, render, stage } from '../../support/render';
import { Manifest, MINORS, schemaProblems } from '../../support/schemas';

const UUID = '11111111-2222-3333-4444-555555555555';
const PROVIDERS = {
  aws: MountProvider.awsSecretsManager({ region: 'eu-west-1' }),
  parameters: MountProvider.awsParameterStore({ region: 'eu-west-1', podIdentity: true }),
  vault: MountProvider.vault({ server: 'https://vault.vault.svc:8200', role: 'shop' }),
  gcp: MountProvider.gcp({ projectId: 'acme-production' }),
  azure: MountProvider.azure({ keyVault: 'acme', clientId: UUID, tenantId: UUID }),
};
const FILES = { user: RemoteKey.of('database-user'), password: RemoteKey.of('database-password', { version: '3' }) };
const OF_VAULT = { password: RemoteKey.of('shop/database', { property: 'password' }), all: RemoteKey.of('shop/all') };

function mounted(props: Partial<MountedSecretsProps> = {}): Manifest[] {
  return render((chart) => new MountedSecrets(chart, 'database', { provider: PROVIDERS.aws, files: FILES, ...props }));
}

const ROLE = WorkloadIdentity.eksRole('arn:aws:iam::111122223333:role/shop', { stsCidrs: ['10.0.8.0/24'] });

/** Pods that mount them, and what they are to their cloud. */
interface Used {
  readonly provider?: MountProvider;
  readonly identity?: WorkloadIdentity;
  readonly platform?: PlatformProps;
}

function used(options?: UseSecretOptions, { provider = PROVIDERS.gcp, identity, platform }: Used = {}): Manifest {
  const manifests = render((chart) => {
    const secret = new MountedSecrets(chart, 'database', { provider, files: FILES });
    const api = new ProductionService(chart, 'api', { image: IMAGE });
    api.useSecret(secret, options);
    if (identity !== undefined) api.useIdentity(identity);
  }, platform);
  return only(manifests, 'Deployment').spec.template.spec;
}

describe('MountedSecrets', () => {
  it('say what is mounted, and make no Secret', () => {
    const manifests = mounted();
    expect(manifests).toEqual([{
      apiVersion: 'secrets-store.csi.x-k8s.io/v1',
      kind: 'SecretProviderClass',
      metadata: {
        name: 'database',
        namespace: 'shop',
        labels: { 'app.kubernetes.io/managed-by': 'cdk8s-preflight', 'environment': 'production' },
      },
      spec: {
        provider: 'aws',
        parameters: { region: 'eu-west-1', usePodIdentity: 'false', objects: expect.any(String) },
      },
    }]);
    expect(load(manifests[0].spec.parameters.objects)).toEqual([
      { objectName: 'database-password', objectType: 'secretsmanager', objectAlias: 'password', objectVersion: '3' },
      { objectName: 'database-user', objectType: 'secretsmanager', objectAlias: 'user' },
    ]);
  });

  it('are read from the Parameter Store by Pod Identity', () => {
    const [{ spec: { parameters } }] = mounted({ provider: PROVIDERS.parameters });
    expect(parameters.usePodIdentity).toBe('true');
    expect(load(parameters.objects)).toMatchObject([{ objectType: 'ssmparameter' }, { objectType: 'ssmparameter' }]);
  });

  it('are read from Vault', () => {
    const [{ spec: { provider, parameters } }] = mounted({ provider: PROVIDERS.vault, files: OF_VAULT });
    const { objects, ...others } = parameters;
    expect({ provider, ...others }).toEqual({
      provider: 'vault',
      vaultAddress: 'https://vault.vault.svc:8200',
      roleName: 'shop',
      vaultKubernetesMountPath: 'kubernetes',
    });
    expect(load(objects)).toEqual([
      { objectName: 'all', secretPath: 'secret/data/shop/all' },
      { objectName: 'password', secretPath: 'secret/data/shop/database', secretKey: 'password' },
    ]);
  });

  it.each(['username', 'p', 'private_key', 'apiKey', 'dsn', 'smtp_password', 'port', 'client_id', 'oauth2SecretV2'])(
    'are read from Vault by the field %s, which is a name', (property) => {
      const files = { [property]: RemoteKey.of('shop/database', { property }) };
      const [{ spec }] = mounted({ provider: PROVIDERS.vault, files });
      expect(load(spec.parameters.objects)).toMatchObject([{ secretKey: property }]);
    });

  it('are read from Google as the pod', () => {
    const [{ spec: { provider, parameters } }] = mounted({ provider: PROVIDERS.gcp });
    expect([provider, parameters.auth]).toEqual(['gcp', 'pod-adc']);
    expect(load(parameters.secrets)).toEqual([
      { resourceName: 'projects/acme-production/secrets/database-password/versions/3', path: 'password' },
      { resourceName: 'projects/acme-production/secrets/database-user/versions/latest', path: 'user' },
    ]);
  });

  it('are read from Google by the add-on of GKE, which has a driver of its own', () => {
    const provider = MountProvider.gkeAddOn({ projectId: 'acme-production' });
    const secrets = '- resourceName: projects/acme-production/secrets/a/versions/latest\n  path: a\n';
    const { spec } = only(mounted({ provider, files: { a: RemoteKey.of('a') } }), 'SecretProviderClass');
    expect(spec).toEqual({ provider: 'gke', parameters: { secrets } });
    expect(used(undefined, { provider }).volumes).toContainEqual(
      expect.objectContaining({ csi: expect.objectContaining({ driver: 'secrets-store-gke.csi.k8s.io' }) }),
    );
  });

  it('are read from Vault with a token for it alone', () => {
    const provider = MountProvider.vault({ server: 'https://vault.vault.svc:8200', role: 'shop', audience: 'vault' });
    expect(mounted({ provider, files: OF_VAULT })[0].spec.parameters.audience).toBe('vault');
  });

  it('are read from Azure by Workload ID', () => {
    const [{ spec: { provider, parameters } }] = mounted({ provider: PROVIDERS.azure });
    const { objects, ...others } = parameters;
    expect({ provider, ...others }).toEqual({
      provider: 'azure', usePodIdentity: 'false', clientID: UUID, keyvaultName: 'acme', tenantId: UUID,
    });
    const { array } = load(objects) as { array: string[] };
    expect(array.map((text) => load(text))).toEqual([
      { objectName: 'database-password', objectType: 'secret', objectAlias: 'password', objectVersion: '3' },
      { objectName: 'database-user', objectType: 'secret', objectAlias: 'user' },
    ]);
  });

  it.each(MINORS)('are valid on %s, whatever the provider', (kubernetesVersion) => {
    const manifests = Object.values(PROVIDERS).flatMap((provider) => (
      mounted({ provider, files: { a: RemoteKey.of('a') }, name: 'other' })
    ));
    expect(manifests.flatMap((manifest) => schemaProblems(kubernetesVersion, manifest))).toEqual([]);
  });

  it('would be refused with a misspelt field', () => {
    const [manifest] = mounted();
    manifest.spec.secretObject = [];
    expect(schemaProblems('1.30', manifest)).not.toEqual([]);
  });

  it('keep the name by which pods mount them', () => {
    const { app, chart } = stage();
    const secret = new MountedSecrets(chart, 'database', { provider: PROVIDERS.aws, files: FILES });
    secret.patch(secret.providerClass, JsonPatch.replace('/metadata/name', 'other'));
    expect(messageOf(() => app.synthYaml())).toContain("'patch' must let 'metadata.name' stay \"database\"");
  });
});

describe('pods that use them', () => {
  it.each<[string, (chart: Chart) => ProductionService | BatchJob, boolean]>([
    ['a service', (chart) => new ProductionService(chart, 'api', { image: IMAGE }), true],
    ['a job, which reads them in its next run', (chart) => new BatchJob(chart, 'api', { image: IMAGE }), false],
  ])('roll when what is mounted changes, as those of %s', (_, make, rolls) => {
    const hashOf = (version: string, owner = 'shop') => {
      const manifests = render((chart) => {
        const files = { password: RemoteKey.of('database-password', { version }) };
        make(chart).useSecret(new MountedSecrets(chart, 'database', { provider: PROVIDERS.gcp, files }));
      }, { ownership: { team: owner } });
      const { template } = manifests.find(({ spec }) => spec?.template !== undefined)!.spec;
      return template.metadata.annotations?.['preflight/secret-hash'];
    };
    const [one, same, other] = [hashOf('1'), hashOf('1', 'payments'), hashOf('2')];
    expect(one).toEqual(rolls ? expect.stringMatching(/^[0-9a-f]{16}$/) : undefined);
    expect([same === one, other === one]).toEqual([true, !rolls]);
  });

  it('mount them by the driver, read-only', () => {
    const { volumes, containers } = used();
    expect(volumes).toContainEqual({
      name: 'etc-secrets-database',
      csi: {
        driver: 'secrets-store.csi.k8s.io', readOnly: true, volumeAttributes: { secretProviderClass: 'database' },
      },
    });
    expect(containers[0].volumeMounts).toContainEqual({
      name: 'etc-secrets-database', mountPath: '/etc/secrets/database', readOnly: true,
    });
  });

  it('have them where they want them', () => {
    const { containers } = used({ use: SecretUse.files({ path: '/run/db' }) });
    expect(JSON.stringify(containers[0].volumeMounts)).toContain('/run/db');
  });

  it.each<[string, Used]>([
    ['a role', { provider: PROVIDERS.aws, identity: ROLE }],
    ['Pod Identity, which needs no word of it', { provider: PROVIDERS.parameters }],
    ['Pod Identity', { provider: PROVIDERS.parameters, identity: WorkloadIdentity.eksPodIdentity() }],
    ['the identity of the provider', { provider: PROVIDERS.azure, platform: { provider: Provider.EKS } }],
  ])('may read them as %s', (_, what) => {
    expect(JSON.stringify(used(undefined, what).volumes)).toContain('"secretProviderClass":"database"');
  });

  const NO_ROLE = "'useSecret.secretName' must be read as a role of IAM, and the ServiceAccount of the pods names "
    + 'none, got "database"; call useIdentity(WorkloadIdentity.eksRole(...)), or give the MountProvider podIdentity';

  it.each<[string, Used, string]>([
    ['nobody', { provider: PROVIDERS.aws }, NO_ROLE],
    ['somebody of Google', { provider: PROVIDERS.aws, identity: WorkloadIdentity.gke() }, NO_ROLE],
    ['a role beside Pod Identity', { provider: PROVIDERS.parameters, identity: ROLE },
      "'useSecret.secretName' must be read as what EKS Pod Identity says, and the ServiceAccount of the pods names a "
      + 'role of IAM, got "database"; leave podIdentity out of the MountProvider, or call '
      + 'useIdentity(WorkloadIdentity.eksPodIdentity())'],
  ])('cannot read them from AWS as %s', (_, what, message) => {
    const said = withoutHeading(new Error(messageOf(() => used(undefined, what))));
    expect(said).toBe(`[shop/api] ${message}`);
  });

  it.each<[string, UseSecretOptions, string]>([
    ['variables', { use: SecretUse.environment('old') }, "'useSecret.use' must be files by their own names, for no "
      + 'Secret is made, got "environment"; leave all but the path out, or use a SyncedSecret'],
    ['keys', { use: SecretUse.files({ keys: { a: 'b' } }) }, "'useSecret.use' must be files by their own names, for no "
      + 'Secret is made, got "keys"; leave all but the path out, or use a SyncedSecret'],
    ['to roll', { rollsPods: true },
      "'useSecret.rollsPods' must be left out, for nothing in the cluster changes with the "
      + 'values, got true; look at the files again in the process'],
    ['no folder', { use: SecretUse.files({ path: 'x' }) },
      "'useSecret.path' must be an absolute folder below /, without "
      + 'a colon, without .. and without / at its end, got "x"; write it like /var/cache/app'],
  ])('cannot have %s', (_, options, message) => {
    expect(messageOf(() => used(options))).toBe(`[shop/api] ${message}`);
  });
});

describe('it refuses', () => {
  const withField = { password: RemoteKey.of('database', { property: 'password' }) };

  it.each<[string, Partial<MountedSecretsProps>, string]>([
    ['no file', { files: {} }, "'files' must name a file, got {}; "
      + "name them, like { password: RemoteKey.of('database-password') }"],
    ['a field of a value that is mounted whole', { files: withField },
      "'files.password.property' must be left out, for "
      + 'awsSecretsManager mounts whole values, got "password"; '
      + 'leave it out, or let a SyncedSecret read it'],
    ['a version of Vault', { provider: PROVIDERS.vault, files: FILES },
      "'files.password.version' must be left out, for "
      + 'vault mounts the newest, got "3"; leave it out, or let a SyncedSecret read it'],
    ['a path of Google', { provider: PROVIDERS.gcp, files: { a: RemoteKey.of('shop/database') } },
      "'files.a.key' must have the form that gcp takes, got \"shop/database\"; write it like shop-database"],
    ['what is no secret of Azure', { provider: PROVIDERS.azure, files: { a: RemoteKey.of('cert/web') } },
      "'files.a.key' must have the form that azure takes, got \"cert/web\"; write it like shop-database"],
    ['a path of Vault with its mount', { provider: PROVIDERS.vault, files: { a: RemoteKey.of('secret/data/shop') } },
      "'files.a.key' must have the form that vault takes, got \"secret/data/shop\"; write it like shop/database"],
    ['what stands before each path of Vault', { provider: PROVIDERS.vault, files: { a: RemoteKey.of('data/shop') } },
      "'files.a.key' must have the form that vault takes, got \"data/shop\"; write it like shop/database"],
    ['a malformed region', { provider: MountProvider.awsSecretsManager({ region: 'x' }) },
      "'provider.region' must have "
      + 'the form that awsSecretsManager takes, got "x"; write it like eu-west-1'],
    ['a malformed vault', { provider: MountProvider.azure({ keyVault: '1', clientId: UUID, tenantId: UUID }) },
      "'provider.keyVault' must have the form that azure takes, got \"1\"; write it like acme"],
  ])('%s', (_, props, message) => {
    expect(messageOf(() => mounted(props))).toBe(`[shop/database] ${message}`);
  });

  it.each<[string, MountProvider, string]>([
    ['gcp', PROVIDERS.gcp, 'gke'],
    ['gkeAddOn', MountProvider.gkeAddOn({ projectId: 'acme-production' }), 'gke'],
    ['awsParameterStore', PROVIDERS.parameters, 'eks'],
  ])('%s where the cloud knows no pods of it', (verb, provider, known) => {
    expect(messageOf(() => render((chart) => (
      new MountedSecrets(chart, 'database', { provider, files: { a: RemoteKey.of('a') } })
    ), { provider: Provider.AKS }))).toBe("[shop/database] 'provider' must be one that knows pods on aks, got "
      + `"MountProvider.${verb}"; use another one: it knows those on ${known} alone`);
  });
});
