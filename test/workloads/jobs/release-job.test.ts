import { Chart, Duration, JsonPatch } from 'cdk8s';
import { EnvValue, Secret } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import {
  AccessScope, Config, ForeignSecretStore, ForeignService, IPodSecret, KubernetesApi, MountedSecrets, MountProvider,
  PlatformProps, ProductionService, ReleaseJob, ReleaseJobProps, ReleasePhase, RemoteKey, ResourceRule, SecretKey,
  SharedConfig, SyncedSecret, VaultFile, VaultSecrets, VaultServer, WorkloadAccess,
} from '../../../src';
import { messageOf } from '../../support/errors';
import { IMAGE, only, render } from '../../support/render';
import { Manifest, MINORS, schemaProblems } from '../../support/schemas';
import { addStore } from '../../support/stores';

describe('ReleaseJob by default', () => {
  const found = job({ config: Config.environment({ LEVEL: 'info' }) });

  it('is run before a release by Argo CD and by Helm, which remove the one before it', () => {
    const { metadata, spec } = only(found, 'Job');
    expect(metadata.name).toBe('migrate');
    expect(metadata.annotations).toEqual(hook('PreSync', 'pre-install,pre-upgrade', '0'));
    expect(spec).toMatchObject({ activeDeadlineSeconds: 300, backoffLimit: 2, ttlSecondsAfterFinished: 259_200 });
  });

  it('has all that it needs there before it, and nothing more', () => {
    const early = found.filter(({ metadata }) => metadata.annotations?.['helm.sh/hook-weight'] === '-1');
    expect(early.map(({ kind, metadata }) => [kind, metadata.name])).toEqual([
      ['ServiceAccount', 'migrate'], ['ConfigMap', 'migrate'], ['NetworkPolicy', 'migrate'],
    ]);
    expect(early[0].metadata.annotations).toEqual(hook('PreSync', 'pre-install,pre-upgrade', '-1'));
    expect(only(found, 'ConfigMap', 'migrate-alerts').metadata).not.toHaveProperty('annotations');
  });

  it.each(MINORS)('is valid on %s', (kubernetesVersion) => {
    expect(job({}, { kubernetesVersion }).flatMap((one) => schemaProblems(kubernetesVersion, one))).toEqual([]);
  });
});

describe('its flows', () => {
  it('are open on the side of the target before the release that opens them', () => {
    const manifests = render((chart) => {
      const store = addStore(chart);
      new ReleaseJob(chart, 'migrate', { image: IMAGE }).dependsOn(store, { addressAs: 'DB_ADDR' });
    });
    const early = only(manifests, 'NetworkPolicy', 'migrate-to-store-6379');
    expect(early.metadata.annotations).toEqual(hook('PreSync', 'pre-install,pre-upgrade', '-1'));
    expect(early.spec).toEqual({
      podSelector: { matchLabels: { 'app.kubernetes.io/instance': 'store' } },
      policyTypes: ['Ingress'],
      ingress: [{
        from: [{ podSelector: { matchLabels: { 'app.kubernetes.io/instance': 'migrate' } } }],
        ports: [{ port: 6379, protocol: 'TCP' }],
      }],
    });
    expect(only(manifests, 'NetworkPolicy', 'store').spec.ingress).toContainEqual(early.spec.ingress[0]);
  });

  it('give nothing a first policy that has none of ours, and would be closed by it', () => {
    const manifests = render((chart) => {
      const ledger = ForeignService.at({
        name: 'ledger', namespace: 'shop', podLabels: { app: 'ledger' }, containerPort: 8080,
      });
      new ReleaseJob(chart, 'migrate', { image: IMAGE }).dependsOn(ledger);
    });
    expect(manifests.filter(({ kind }) => kind === 'NetworkPolicy').map(({ metadata }) => metadata.name))
      .toEqual(['migrate']);
  });

  it('may be several to one target', () => {
    const manifests = render((chart) => {
      const ports = [{ name: 'http', containerPort: 8080 }, { name: 'admin', containerPort: 9000 }];
      const other = new Chart(chart, 'other', { namespace: 'other' });
      const api = new ProductionService(other, 'api', { image: IMAGE, ports });
      const migrate = new ReleaseJob(chart, 'migrate', { image: IMAGE });
      [8080, 9000].forEach((port) => migrate.dependsOn(api, { port }));
    });
    const early = manifests.filter(({ metadata }) => metadata.name.startsWith('migrate-to-'));
    expect(early.map(({ metadata }) => [metadata.namespace, metadata.name])).toEqual([
      ['other', 'migrate-to-api-8080'], ['other', 'migrate-to-api-9000'],
    ]);
    expect(early[0].spec.ingress[0].from).toEqual([{
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } },
      podSelector: { matchLabels: { 'app.kubernetes.io/instance': 'migrate' } },
    }]);
  });

  it('need nothing early after a release', () => {
    const manifests = render((chart) => {
      const smoke = new ReleaseJob(chart, 'smoke', { image: IMAGE, phase: ReleasePhase.AFTER, order: 3 });
      smoke.dependsOn(addStore(chart));
      smoke.useConfig(new SharedConfig(chart, 'environment', { config: Config.environment({ LEVEL: 'info' }) }));
    });
    expect(only(manifests, 'Job').metadata.annotations).toEqual(hook('PostSync', 'post-install,post-upgrade', '3'));
    expect(manifests.filter(({ metadata }) => metadata.annotations?.['helm.sh/hook'])).toHaveLength(1);
    expect(manifests.filter(({ metadata }) => metadata.name.startsWith('smoke-to-'))).toEqual([]);
  });
});

describe('its rights', () => {
  const platform = { kubernetesApi: KubernetesApi.at({ cidrs: ['10.0.0.0/28'] }) };
  const grant = (phase: ReleasePhase, scope?: AccessScope) => render((chart) => {
    const workload = new ReleaseJob(chart, 'migrate', { image: IMAGE, phase, order: 2 });
    new WorkloadAccess(chart, 'schema', { workload, rules: [ResourceRule.read('configmaps')], scope });
  }, platform);

  it.each<[string, AccessScope | undefined, string]>([
    ['the namespace', undefined, 'Role'],
    ['another one', AccessScope.namespace('other'), 'Role'],
    ['the cluster', AccessScope.cluster('schemas are everywhere'), 'ClusterRole'],
  ])('in %s are there before it, as all else that it needs', (_, scope, kind) => {
    const manifests = grant(ReleasePhase.BEFORE, scope);
    for (const one of [kind, `${kind}Binding`]) {
      expect(only(manifests, one).metadata.annotations).toMatchObject(hook('PreSync', 'pre-install,pre-upgrade', '1'));
    }
  });

  it('are part of the release that it comes after', () => {
    expect(only(grant(ReleasePhase.AFTER), 'Role').metadata).not.toHaveProperty('annotations');
  });
});

describe('its secrets', () => {
  it('may be made by a chart that is applied before', () => {
    const manifests = render((chart) => {
      databaseIn(new Chart(chart.node.root, 'secrets', { namespace: 'shop' }));
      new ReleaseJob(chart, 'migrate', { image: IMAGE }).mountSecret('database', '/etc/database');
    });
    expect(volumeOf(manifests, 'etc-database').secret.secretName).toBe('database');
  });

  it('may be made by the release that it comes after', () => {
    const manifests = render((chart) => {
      new ReleaseJob(chart, 'smoke', { image: IMAGE, phase: ReleasePhase.AFTER }).useSecret(databaseIn(chart));
    });
    expect(volumeOf(manifests, 'etc-secrets-database').secret.secretName).toBe('database');
  });

  it('come from an agent in its pods, which the Vault of the tree lets in early', () => {
    const manifests = render((chart) => {
      const server = VaultServer.inCluster(addStore(chart));
      const files = { password: VaultFile.field('secret/data/database', 'password') };
      const secret = new VaultSecrets(chart, 'database', { server, role: 'shop', files });
      new ReleaseJob(chart, 'migrate', { image: IMAGE }).useSecret(secret);
    });
    expect(only(manifests, 'NetworkPolicy', 'migrate-to-store-6379').metadata.annotations)
      .toEqual(hook('PreSync', 'pre-install,pre-upgrade', '-1'));
  });

  const remedy = 'let the job run in ReleasePhase.AFTER, or make a Secret in a chart that is applied before this one, '
    + 'and name it by mountSecret';

  it.each<[string, (chart: Chart) => IPodSecret]>([
    ['operator', databaseIn],
    ['driver', (chart) => new MountedSecrets(chart, 'database', {
      provider: MountProvider.awsSecretsManager({ region: 'eu-central-1' }),
      files: { password: RemoteKey.of('database') },
    })],
  ])('are refused where the release brings what the %s reads', (_, make) => {
    expect(messageOf(() => render((chart) => {
      new ReleaseJob(chart, 'migrate', { image: IMAGE }).useSecret(make(chart));
    }))).toBe("[shop/migrate] 'useSecret.secretName' must be that of VaultSecrets before a release, when what brings "
      + `other secrets is not there yet, got "database"; ${remedy}`);
  });

  it.each<[string, (migrate: ReleaseJob) => void]>([
    ['files', (migrate) => migrate.mountSecret('database', '/etc/database')],
    ['a variable', (migrate) => migrate.addSecretVariable('PASSWORD', SecretKey.of('database', 'password'))],
    ['a variable of another container', (migrate) => {
      const secret = Secret.fromSecretName(migrate, 'Database', 'database');
      migrate.addInitContainer('wait', { image: IMAGE }).env
        .addVariable('PASSWORD', EnvValue.fromSecretValue({ secret, key: 'password' }));
    }],
  ])('are refused as %s where the release makes them, in whatever order', (_, take) => {
    expect(messageOf(() => render((chart) => {
      take(new ReleaseJob(chart, 'migrate', { image: IMAGE }));
      databaseIn(chart);
    }))).toContain("[shop/migrate] 'secretName' must be that of a Secret which is there before the release, and "
      + `shop/database makes it with that, got "database"; ${remedy}`);
  });

  it('are refused where a patch names them', () => {
    expect(messageOf(() => patchedWith({ secretRef: { name: 'database' } })))
      .toContain("[shop/migrate] 'patch' must let 'secretName' be that of a Secret which is there before the release");
  });

  it.each<[string, string, object]>([
    ['part of a volume', 'volumes', [{ name: 'own', projected: { sources: [{ secret: { name: 'database' } }] } }]],
    ['what a driver logs in by', 'volumes', [
      { name: 'own', csi: { driver: 'example.com', nodePublishSecretRef: { name: 'database' } } },
    ]],
    ['what images are pulled by', 'imagePullSecrets', [{ name: 'database' }]],
  ])('are refused where a patch names them as %s', (_, field, value) => {
    expect(messageOf(() => render((chart) => {
      const migrate = new ReleaseJob(chart, 'migrate', { image: IMAGE });
      migrate.mergePatch(migrate.job, { spec: { template: { spec: { [field]: value } } } });
      databaseIn(chart);
    }))).toContain("[shop/migrate] 'mergePatch' must let 'secretName' be that of a Secret which is there before");
  });

  it('may be named where they are optional', () => {
    const envFrom = { secretRef: { name: 'database', optional: true } };
    expect(only(patchedWith(envFrom), 'Job').spec.template.spec.containers[0].envFrom).toEqual([envFrom]);
  });

  function patchedWith(envFrom: Manifest): Manifest[] {
    return render((chart) => {
      const migrate = new ReleaseJob(chart, 'migrate', { image: IMAGE });
      migrate.patch(migrate.job, JsonPatch.add('/spec/template/spec/containers/0/envFrom', [envFrom]));
      databaseIn(chart);
    });
  }
});

describe('its errors', () => {
  it('refuse the name of a service, which would send requests to its pods', () => {
    expect(messageOf(() => render((chart) => {
      new ProductionService(chart, 'api', { image: IMAGE });
      new ReleaseJob(new Construct(chart, 'release'), 'api', { image: IMAGE });
    }))).toContain("[shop/api/Service] 'selector' must match the pods that serve, not those of the Job "
      + '[shop/release/api]');
  });

  it('refuse an order that is none', () => {
    expect(messageOf(() => job({ order: 101 }))).toBe("[shop/migrate] 'order' must be a whole number from -100 to "
      + '100, got 101; give a number within the range');
  });

  it('refuse to be gone before anybody was told', () => {
    expect(messageOf(() => job({ ttlAfterFinished: Duration.minutes(1) }))).toBe("[shop/migrate] 'ttlAfterFinished' "
      + 'must be at least 600 seconds, for ReleaseJobFailed fires while the failed Job is there, got "60 seconds"; let '
      + 'the Job stay longer, or say who notices instead by JobAlerts.none(reason)');
  });

  it('refuse a ConfigMap of each release, which nobody would remove', () => {
    const config = Config.files({ 'a.sql': 'SELECT 1;\n' }, { immutable: true });
    expect(messageOf(() => job({ config }))).toBe("[shop/migrate] 'config.immutable' must be left out before a "
      + 'release: it is applied as a hook, of which nobody prunes what another name has, got true; leave it out: the '
      + 'ConfigMap of the release before is removed, and the job reads that of its own');
    const after = job({ config, phase: ReleasePhase.AFTER }).filter(({ immutable }) => immutable);
    expect(after.map(({ kind }) => kind)).toEqual(['ConfigMap']);
  });

  it('refuse configuration that is not there yet', () => {
    expect(messageOf(() => render((chart) => {
      const shared = new SharedConfig(chart, 'environment', { config: Config.environment({ LEVEL: 'info' }) });
      new ReleaseJob(chart, 'migrate', { image: IMAGE }).useConfig(shared);
    }))).toBe("[shop/migrate] 'useConfig' must be called for jobs after a release: before it, the shared "
      + 'configuration is not there yet, got "environment"; give the job a config of its own, or let '
      + 'it run in ReleasePhase.AFTER');
  });
});

function hook(argoCd: string, helm: string, order: string): Record<string, string> {
  return {
    'argocd.argoproj.io/hook': argoCd,
    'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
    'argocd.argoproj.io/sync-wave': order,
    'helm.sh/hook': helm,
    'helm.sh/hook-delete-policy': 'before-hook-creation',
    'helm.sh/hook-weight': order,
  };
}

function job(props: Partial<ReleaseJobProps> = {}, platform?: PlatformProps): Manifest[] {
  return render((chart) => {
    new ReleaseJob(chart, 'migrate', { image: IMAGE, ...props });
  }, platform);
}

function databaseIn(chart: Chart): SyncedSecret {
  const keys = { password: RemoteKey.of('shop/database') };
  return new SyncedSecret(chart, 'database', { store: ForeignSecretStore.ofCluster('vault'), keys });
}

function volumeOf(manifests: Manifest[], name: string): Manifest {
  return only(manifests, 'Job').spec.template.spec.volumes.find((volume: Manifest) => volume.name === name);
}
