import { Chart, Size } from 'cdk8s';
import { Construct } from 'constructs';
import {
  Config, ForeignService, PlatformProps, ProductionService, ReleaseJob, ReleaseJobProps, ReleasePhase, SharedConfig,
  StatefulService,
} from '../../../src';
import { messageOf } from '../../support/errors';
import { IMAGE, only, render } from '../../support/render';
import { Manifest, MINORS, schemaProblems } from '../../support/schemas';

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

function addStore(chart: ConstructorParameters<typeof StatefulService>[0]): StatefulService {
  return new StatefulService(chart, 'store', {
    image: IMAGE,
    ports: [{ name: 'redis', containerPort: 6379 }],
    claims: [{ mountPath: '/data', size: Size.gibibytes(10) }],
  });
}
