import { App, Chart, Cron } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { DisruptionBudget, ProductionService, ProductionWorker } from '../../../src';
import { RenderedObject } from '../../../src/app/rendered-object';
import { countableBudgets } from '../../../src/app/rules/countable-budgets';
import { messageOf, NAMED_ERROR } from '../../support/errors';
import { IMAGE, stage } from '../../support/render';

const INSTANCE = { 'app.kubernetes.io/instance': 'site' };
const REMEDY = 'give those another label, or count by minAvailable as a whole number';

describe('countableBudgets', () => {
  it('refuses a budget of ours over the pods of a CronJob of others, which would let none of them go', () => {
    const { app, chart } = stage();
    new ProductionWorker(chart, 'site', { image: IMAGE });
    cronJob(chart, INSTANCE);
    expectRefusal(app, "[shop/site/DisruptionBudget] 'selector' must match pods that have a number of replicas, not"
      + ` those of the CronJob [shop/archive], got ${JSON.stringify({ matchLabels: INSTANCE })}; ${REMEDY}`);
  });

  it('takes the CronJob beside a service without a budget, and one with a label of its own', () => {
    const { app, chart } = stage();
    new ProductionService(chart, 'api', { image: IMAGE });
    new ProductionService(chart, 'site', { image: IMAGE, disruptionBudget: DisruptionBudget.none('one is enough') });
    cronJob(chart, { app: 'archive' });
    expect(() => app.synthYaml()).not.toThrow();
  });

  it.each<[string, string, object]>([
    ['Job', 'batch/v1', { template: pods() }],
    ['CronJob', 'batch/v1', { jobTemplate: { spec: { template: pods() } } }],
    ['ScaledJob', 'keda.sh/v1alpha1', { jobTargetRef: { template: pods() } }],
    ['JobSet', 'jobset.x-k8s.io/v1alpha2', { replicatedJobs: [job(), job()] }],
    ['DaemonSet', 'apps/v1', { template: pods() }],
    ['DaemonSet', 'apps.kruise.io/v1alpha1', { template: pods() }],
  ])('refuses a budget of others over a %s of %s, once', (kind, apiVersion, spec) => {
    const messages = countableBudgets([budget({ maxUnavailable: 1 }), owner(kind, apiVersion, spec)]);
    expect(messages).toEqual([
      `[budget] 'selector' must match pods that have a number of replicas, not those of the ${kind} [owner], `
      + `got {"matchLabels":{"app":"web"}}; ${REMEDY}`,
    ]);
    expect(messages[0]).toMatch(NAMED_ERROR);
  });

  it('takes one over a pod of nobody, which the controller passes by', () => {
    const pod = { path: 'pod', manifest: { apiVersion: 'v1', kind: 'Pod', ...pods(), spec: { containers: [] } } };
    expect(countableBudgets([budget({ maxUnavailable: 1 }), inShop(pod)])).toEqual([]);
  });

  it('takes one that lets no pod go, and one that says why', () => {
    const jobs = owner('Job', 'batch/v1', { template: pods() });
    const waived = budget({ maxUnavailable: 1 });
    waived.manifest.metadata.annotations = { 'preflight/waive.budget-can-count-its-pods': 'they are gone by noon' };

    expect(countableBudgets([budget({ maxUnavailable: 0 }), budget({ maxUnavailable: '0%' }), jobs])).toEqual([]);
    expect(countableBudgets([waived, jobs])).toEqual([]);
  });

  it('refuses a share of what has no whole, and an empty selector, which selects all', () => {
    const jobs = owner('Job', 'batch/v1', { template: pods() });
    expect(countableBudgets([budget({ minAvailable: '50%' }), jobs])).toHaveLength(1);
    expect(countableBudgets([budget({ maxUnavailable: '50%', selector: {} }), jobs])).toHaveLength(1);
  });

  it.each<[string, object, RenderedObject[]]>([
    ['a whole number of pods that must stay', { minAvailable: 1 }, [owner('Job', 'batch/v1', { template: pods() })]],
    ['a Deployment', { maxUnavailable: 1 }, [owner('Deployment', 'apps/v1', { template: pods() })]],
    ['a StatefulSet', { maxUnavailable: 1 }, [owner('StatefulSet', 'apps/v1', { template: pods() })]],
    ['a ReplicaSet', { minAvailable: '50%' }, [owner('ReplicaSet', 'apps/v1', { template: pods() })]],
    ['a Rollout', { maxUnavailable: 1 }, [owner('Rollout', 'argoproj.io/v1alpha1', { template: pods() })]],
    ['a controller that nobody knows', { maxUnavailable: 1 }, [owner('Cache', 'acme.io/v1', { template: pods() })]],
    ['no selector', { maxUnavailable: 1, selector: undefined }, [owner('Job', 'batch/v1', { template: pods() })]],
    ['a template that nobody makes pods of', { maxUnavailable: 1 }, [inShop({
      path: 'template', manifest: { apiVersion: 'v1', kind: 'PodTemplate', template: pods() },
    })]],
  ])('takes %s', (_, spec, others) => {
    expect(countableBudgets([budget(spec), ...others])).toEqual([]);
  });
});

function cronJob(chart: Chart, labels: Record<string, string>): void {
  new kplus.CronJob(chart, 'archive', {
    schedule: Cron.schedule({ minute: '15' }),
    containers: [{ image: IMAGE }],
    podMetadata: { labels },
  });
}

function expectRefusal(app: App, expected: string): void {
  const [head, ...lines] = messageOf(() => app.synthYaml()).split('\n  ');
  expect([head, ...lines]).toEqual(['Nothing was written:', expected]);
}

function pods() {
  return { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web' }] } };
}

function job() {
  return { template: { spec: { template: pods() } } };
}

function budget(spec: object): RenderedObject {
  return inShop({
    path: 'budget',
    manifest: {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      spec: { selector: { matchLabels: { app: 'web' } }, ...spec },
    },
  });
}

function owner(kind: string, apiVersion: string, spec: object): RenderedObject {
  return inShop({ path: 'owner', manifest: { apiVersion, kind, spec } });
}

function inShop({ path, manifest }: RenderedObject): RenderedObject {
  return { path, manifest: { ...manifest, metadata: { ...manifest.metadata, name: path, namespace: 'shop' } } };
}
