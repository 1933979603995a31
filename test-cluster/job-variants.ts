import { Duration, Size } from 'cdk8s';
import { Construct } from 'constructs';
import { ServiceVariant } from './service-variants';
import {
  BatchJob, Config, Environment, JobAlerts, JobConcurrency, KubernetesApi, MetricsFlavor, Probes,
  ProductionNamespace, Provider, ReleaseJob, ReleasePhase, ResourceRule, Resources, ScheduledJob, SharedConfig,
  SpotNodes, StatefulService, WorkloadAccess, WorkloadIdentity,
} from '../src';
import { IMAGE } from '../test/support/render';

const WHY = 'there is a reason';
const COMMON = {
  image: IMAGE,
  command: ['/bin/run'],
  args: ['--all'],
  env: { LEVEL: 'info' },
  resources: Resources.small(),
  failOnExitCodes: [78, 2],
  terminationGracePeriod: Duration.seconds(20),
  priorityClassName: 'batch',
};

/** Together they use every option of jobs. */
export const JOB_VARIANTS: readonly ServiceVariant[] = [
  {
    name: 'ScheduledJob with every option, and what runs beside it',
    platform: { metrics: MetricsFlavor.operator(), kubernetesApi: KubernetesApi.at({ cidrs: ['10.0.0.0/28'] }) },
    since: 29,
    make: addScheduled,
  },
  {
    name: 'ScheduledJob that is suspended where it is not meant to run',
    platform: { environment: Environment.STAGING },
    make: (scope) => new ScheduledJob(scope, 'report', {
      ...COMMON,
      schedule: '*/10 6-20 * * mon-fri',
      concurrency: JobConcurrency.replace(),
      runsIn: [Environment.PRODUCTION],
      alerts: JobAlerts.standard({ pages: true, runbook: 'https://wiki.example.com/jobs' }),
    }),
  },
  {
    name: 'BatchJob with indexes on spot nodes',
    platform: { provider: Provider.AKS },
    make: (scope) => new BatchJob(new ProductionNamespace(scope, 'batch'), 'thumbnails', {
      ...COMMON,
      indexed: true,
      completions: 20,
      parallelism: 5,
      spotNodes: SpotNodes.preferred(),
      ttlAfterFinished: Duration.hours(1),
      run: '2026-11',
      alerts: JobAlerts.none(WHY),
    }),
  },
  {
    name: 'BatchJob whose parts fail each for itself',
    since: 29,
    make: (scope) => new BatchJob(scope, 'thumbnails', {
      ...COMMON,
      indexed: true,
      completions: 20,
      backoffLimit: 9,
      backoffLimitPerIndex: 1,
      maxFailedIndexes: 3,
      spotNodes: SpotNodes.labeled('acme.com/capacity', 'spot'),
      deadline: Duration.days(2),
    }),
  },
  {
    name: 'ReleaseJobs before and after a release',
    platform: { kubernetesApi: KubernetesApi.at({ cidrs: ['10.0.0.0/28'] }) },
    make: addReleaseJobs,
  },
];

function addScheduled(scope: Construct): void {
  const report = new ScheduledJob(scope, 'report', {
    ...COMMON,
    schedule: '30 2 1,15 * *',
    timeZone: 'Europe/Berlin',
    concurrency: JobConcurrency.allow(WHY),
    deadline: Duration.hours(6),
    startingDeadline: Duration.hours(1),
    successfulJobsHistoryLimit: 0,
    failedJobsHistoryLimit: 1,
    backoffLimit: 1,
    suspend: 'the source of its data is being replaced',
    spotNodes: SpotNodes.karpenter(),
    config: Config.files({ 'report.yaml': 'columns: []\n' }),
    alerts: JobAlerts.standard({ omit: { ScheduledJobSlow: WHY } }),
  });
  report.dependsOn(addStore(scope), { addressAs: 'STORE_ADDR', wait: true });
  report.useConfig(new SharedConfig(scope, 'environment', { config: Config.environment({ REGION: 'eu' }) }));
  report.useIdentity(WorkloadIdentity.eksPodIdentity());
  report.mountSecret('report-db', '/etc/db');
  report.addWritableFolder('/var/report', { sizeLimit: Size.mebibytes(100) });
  report.addSidecar('proxy', { image: IMAGE, port: 9000, probes: Probes.none(WHY) });
  report.callKubernetesApi();
  report.callMetadataServer();
  report.allowNetBindService();
}

function addReleaseJobs(scope: Construct): void {
  const store = addStore(scope);
  const migrate = new ReleaseJob(scope, 'migrate', {
    ...COMMON, order: -5, deadline: Duration.minutes(20), config: Config.environment({ SCHEMA: '12' }),
  });
  migrate.dependsOn(store, { addressAs: 'STORE_ADDR' });
  const rules = [ResourceRule.read('configmaps', { names: ['schema'] })];
  new WorkloadAccess(scope, 'migrate-schema', { workload: migrate, rules });
  const smoke = new ReleaseJob(scope, 'smoke', { image: IMAGE, phase: ReleasePhase.AFTER, backoffLimit: 0 });
  smoke.dependsOn(store);
}

function addStore(scope: Construct): StatefulService {
  return new StatefulService(scope, 'store', {
    image: IMAGE,
    ports: [{ name: 'redis', containerPort: 6379 }],
    claims: [{ mountPath: '/data', size: Size.gibibytes(10) }],
  });
}
