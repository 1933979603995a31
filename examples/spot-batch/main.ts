import { Chart, Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-28';
import {
  BatchJob, Platform, ProductionApp, ProductionNamespace, Provider, Resources, SpotNodes, WorkloadIdentity,
} from 'cdk8s-preflight';

const app = new ProductionApp();
Platform.configure(app, { ownership: { team: 'media' }, provider: Provider.EKS, kubernetesVersion: '1.33' });
const chart = new Chart(app, 'spot-batch');
new ProductionNamespace(chart, 'media');

const thumbnails = new BatchJob(chart, 'thumbnails', {
  image: 'ghcr.io/acme/thumbnails:2.1.0@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
  args: ['--shards=40', '--shard=$(JOB_COMPLETION_INDEX)'],
  resources: Resources.of({ cpuRequest: Cpu.units(2), cpuLimit: Cpu.units(2), memory: Size.gibibytes(4) }),
  indexed: true,
  completions: 40,
  parallelism: 10,
  backoffLimitPerIndex: 3,
  maxFailedIndexes: 4,
  failOnExitCodes: [78],
  spotNodes: SpotNodes.preferred(),
  deadline: Duration.hours(6),
  run: 'catalogue-2026-11',
});
thumbnails.useIdentity(WorkloadIdentity.eksPodIdentity());
thumbnails.dependsOnHost('203.0.113.0/24', 443);
app.synth();
