import { Chart, Cron } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { ProductionService } from '../../../src';
import { RenderedObject } from '../../../src/app/rendered-object';
import { lastingTargets } from '../../../src/app/rules/lasting-targets';
import { messageOf, NAMED_ERROR } from '../../support/errors';
import { IMAGE, stage } from '../../support/render';

const WEB = { app: 'web' };

describe('lastingTargets', () => {
  it('refuses a Service of ours that would send to the pods of a CronJob of others', () => {
    const { app, chart } = stage();
    new ProductionService(chart, 'site', { image: IMAGE });
    cronJob(chart, { 'app.kubernetes.io/instance': 'site' });
    const line = "[shop/site/Service] 'selector' must match the pods that serve, not those of the CronJob "
      + '[shop/archive], got {"app.kubernetes.io/instance":"site"}; give those another label';
    expect(messageOf(() => app.synthYaml()).split('\n  ')).toContain(line);
    expect(line).toMatch(NAMED_ERROR);
  });

  it('takes one that selects the pods of its workload alone', () => {
    const { app, chart } = stage();
    new ProductionService(chart, 'site', { image: IMAGE });
    cronJob(chart, { app: 'archive' });
    expect(() => app.synthYaml()).not.toThrow();
  });

  it('refuses one of others, whose Jobs are a part of what it selects, each once', () => {
    const train = {
      path: 'train',
      manifest: {
        apiVersion: 'jobset.x-k8s.io/v1alpha2',
        kind: 'JobSet',
        metadata: { name: 'train', namespace: 'shop' },
        spec: { replicatedJobs: [1, 2].map(() => ({ template: { spec: { template: pods() } } })) },
      },
    };
    const messages = lastingTargets([service(), owner('Deployment', 'apps/v1'), owner('Job', 'batch/v1'), train]);
    expect(messages.map((message) => /those of the (.*), got/.exec(message)?.[1]))
      .toEqual(['Job [Job]', 'JobSet [train]']);
  });

  it('takes one of others by the name of a port that the Job has not', () => {
    const named = service();
    named.manifest.spec.ports = [{ port: 80, targetPort: 'http' }];
    expect(lastingTargets([named, owner('Deployment', 'apps/v1'), owner('Job', 'batch/v1')])).toEqual([]);
  });

  it.each<[string, RenderedObject[]]>([
    ['the pods of a Job alone, which may have names', [service(), owner('Job', 'batch/v1')]],
    ['a Job of another namespace', [
      service('other'), owner('Deployment', 'apps/v1', 'other'), owner('Job', 'batch/v1'),
    ]],
    ['no pods at all', [service()]],
  ])('takes %s', (_, objects) => {
    expect(lastingTargets(objects)).toEqual([]);
  });
});

function cronJob(chart: Chart, labels: Record<string, string>): void {
  new kplus.CronJob(chart, 'archive', {
    schedule: Cron.schedule({ minute: '15' }),
    containers: [{ image: IMAGE }],
    podMetadata: { labels },
  });
}

function pods() {
  return { metadata: { labels: WEB }, spec: { containers: [{ name: 'web' }] } };
}

function service(namespace = 'shop'): RenderedObject {
  const [metadata, spec] = [{ name: 'web', namespace }, { selector: WEB, ports: [{ port: 80 }] }];
  return { path: 'service', manifest: { apiVersion: 'v1', kind: 'Service', metadata, spec } };
}

function owner(kind: string, apiVersion: string, namespace = 'shop'): RenderedObject {
  const spec = { template: pods() };
  return { path: kind, manifest: { apiVersion, kind, metadata: { name: kind, namespace }, spec } };
}
