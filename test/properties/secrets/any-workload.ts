import { App, Chart, Size } from 'cdk8s';
import * as fc from 'fast-check';
import {
  BatchJob, IApiClient, IPodSecret, KubernetesApi, Platform, ProductionApp, ProductionNamespace, ProductionService,
  ProductionWorker, ReleaseJob, ReleasePhase, ScheduledJob, StatefulService, UseSecretOptions, WorkloadIdentity,
} from '../../../src';
import { IMAGE } from '../../support/render';
import { Manifest } from '../../support/schemas';
import { fakeOf } from '../../support/secrets/fake-secrets';
import { platformProps } from '../services/service-build';
import { PlatformCase } from '../services/service-case';

/** What takes secrets. */
interface TakingWorkload extends IApiClient {
  useSecret(secret: IPodSecret, options?: UseSecretOptions): void;
  useIdentity(identity: WorkloadIdentity): void;
}

const JOB = { image: IMAGE };
const WORKLOADS = {
  service: (chart: Chart): TakingWorkload => new ProductionService(chart, 'api', JOB),
  worker: (chart: Chart): TakingWorkload => new ProductionWorker(chart, 'api', JOB),
  stateful: (chart: Chart): TakingWorkload => new StatefulService(chart, 'api', {
    ...JOB,
    ports: [{ name: 'redis', containerPort: 6379 }],
    claims: [{ mountPath: '/data', size: Size.gibibytes(1) }],
  }),
  scheduled: (chart: Chart): TakingWorkload => new ScheduledJob(chart, 'api', { ...JOB, schedule: '30 2 * * *' }),
  batch: (chart: Chart): TakingWorkload => new BatchJob(chart, 'api', JOB),
  before: (chart: Chart): TakingWorkload => new ReleaseJob(chart, 'api', JOB),
  after: (chart: Chart): TakingWorkload => new ReleaseJob(chart, 'api', { ...JOB, phase: ReleasePhase.AFTER }),
};

export type WorkloadKind = keyof typeof WORKLOADS;

const KINDS = Object.keys(WORKLOADS) as WorkloadKind[];
const JOBS: readonly WorkloadKind[] = ['scheduled', 'batch', 'before', 'after'];
const MAKERS = ['Deployment', 'StatefulSet', 'CronJob', 'Job'];

/** A workload of any kind. */
export const anyWorkload: fc.Arbitrary<WorkloadKind> = fc.constantFrom(...KINDS);
/** One that is there no sooner than what makes Secrets. */
export const lateWorkload = anyWorkload.filter((kind) => kind !== 'before');

/** Folders that no workload has by itself. */
export const secretFolder = fc.constantFrom('/run/secrets/db', '/a b', '/é/1e3', '/etc/app/keys', '/$(HOME)/x');

/** What stands beside a value in a template, and what no one takes for a secret there. */
export const templateText = fc.constantFrom(
  '', 'yes', '~', '<<', '.inf', ' a: b\n', '- a\n', '#x ', "'", '"', '$(X)', '---\n', '\t',
);

/** What nobody may find in a message or in a manifest, and what everybody would take for a secret. */
export const FAKE_SECRET = fakeOf({ place: '', name: '', value: 'ghp_<<alnum 36>>' }, 'any props').value;

export function isJob(kind: WorkloadKind): boolean {
  return JOBS.includes(kind);
}

export function addWorkload(chart: Chart, kind: WorkloadKind): TakingWorkload {
  return WORKLOADS[kind](chart);
}

/** An app with a chart, and what is added to it. */
export function appOf(
  platform: PlatformCase, add: (chart: Chart) => void, app: App = new ProductionApp(),
): App {
  Platform.configure(app, { ...platformProps(platform), kubernetesApi: KubernetesApi.at({ cidrs: ['10.0.0.0/28'] }) });
  add(new Chart(app, 'shop', { namespace: 'shop' }));
  return app;
}

/** The same, with the namespace too. */
export function appIn(platform: PlatformCase, add: (chart: Chart) => void, app?: App): App {
  return appOf(platform, (chart) => {
    new ProductionNamespace(chart, 'the-namespace', { name: 'shop' });
    add(chart);
  }, app);
}

/** What makes pods, and the template of those. */
export function podsIn(manifests: Manifest[]): { readonly maker: Manifest; readonly template: Manifest } {
  const maker = manifests.find(({ kind, metadata }) => MAKERS.includes(kind) && metadata.name.startsWith('api'));
  const { spec } = maker;
  return { maker, template: (spec.jobTemplate?.spec ?? spec).template };
}

/** No two volumes are in one place, and no name is there twice. */
export function expectUniquePlaces(manifests: Manifest[]): void {
  const { maker, template: { spec: { containers: [container], volumes = [] } } } = podsIn(manifests);
  const claims = (maker.spec.volumeClaimTemplates ?? []).map(({ metadata }: Manifest) => metadata.name);
  const { volumeMounts, env = [] } = container;
  const lists = [
    volumeMounts.map(({ mountPath }: Manifest) => mountPath),
    volumes.map(({ name }: Manifest) => name),
    env.map(({ name }: Manifest) => name),
  ];
  for (const names of lists) expect(names).toEqual([...new Set(names)]);
  const known = [...claims, ...volumes.map(({ name }: Manifest) => name)];
  for (const { name, mountPath } of volumeMounts) expect([mountPath, known.includes(name)]).toEqual([mountPath, true]);
}
