import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { completedSource } from './module-source';
import { buildModuleProgram, buildProgram } from '../../test/support/system/go-program';

const BINARIES = path.resolve(__dirname, '../binaries');
const MEBIBYTE = 1024 * 1024;

/** The tools that judge what the library writes. */
export const TOOLS = {
  /** Says what it thinks of objects as their reader would. */
  kubeScore: () => toolOfModule('kube-score', 'github.com/zegl/kube-score/cmd/kube-score'),
  /** Holds objects against schemas. */
  kubeconform: () => toolOfModule('kubeconform', 'github.com/yannh/kubeconform/cmd/kubeconform'),
  /** Renders charts of others. */
  helm: () => toolOfModule('helm', 'helm.sh/helm/v3/cmd/helm'),
  /** Builds manifests of overlays. */
  kustomize: () => toolOfModule('kustomize', 'sigs.k8s.io/kustomize/kustomize/v5'),
  /** Reads workflows of GitHub as GitHub does. */
  actionlint: () => toolOfModule('actionlint', 'github.com/rhysd/actionlint/cmd/actionlint'),
  /** Checks rules of Prometheus, and evaluates them over series that it is given. */
  promtool: () => toolOfPrometheus('promtool'),
  /** Scrapes, evaluates rules and sends alerts. */
  prometheus: () => toolOfPrometheus('prometheus'),
  /** Sends alerts on to those whom they are for. */
  alertmanager: () => toolOfAlertmanager('alertmanager'),
  /** Checks configurations of Alertmanager, and says where they send an alert. */
  amtool: () => toolOfAlertmanager('amtool'),
  /** Keeps metrics in an object store, and shows those of several Prometheus as one. */
  thanos: () => buildProgram({
    name: 'thanos',
    folder: completedSource({
      folder: path.join(BINARIES, 'thanos'),
      module: 'github.com/thanos-io/thanos',
      missing: {},
    }),
    files: ['go.mod', 'go.sum'],
    package: './cmd/thanos',
    // Its own releases have it: otherwise labels are written wrongly to those that ask.
    tags: 'slicelabels',
  }),
  /** Says what the Prometheus operator makes of objects. */
  operatorAnswers: () => buildProgram({
    name: 'prometheus-operator-answers',
    folder: path.join(BINARIES, 'prometheus-operator'),
    files: ['main.go', 'routing.go', 'configuration.go', 'go.mod', 'go.sum'],
  }),
  /** The Prometheus operator, for a cluster to run. */
  prometheusOperator: () => toolOfModule(
    'prometheus-operator', 'github.com/prometheus-operator/prometheus-operator/cmd/operator',
  ),
  /** Says what Velero makes of its objects, of policies and of modifiers. */
  velero: () => buildProgram({
    name: 'velero-answers',
    folder: completedSource({
      folder: path.join(BINARIES, 'velero'),
      module: 'github.com/vmware-tanzu/velero',
      // Nothing of it is exported that could be asked for policies.
      missing: {
        'internal/resourcepolicies/preflight.go': sourceOf('velero/export.go'),
        'cmd/preflight/main.go': sourceOf('velero/main.go'),
      },
    }),
    files: ['go.mod', 'go.sum', 'internal/resourcepolicies/preflight.go', 'cmd/preflight/main.go'],
    package: './cmd/preflight',
  }),
  /** Says what the command line of Argo Rollouts thinks of Rollouts. */
  rolloutsPlugin: () => toolOfRollouts('kubectl-argo-rollouts', './cmd/kubectl-argo-rollouts'),
  /** Says what the controller of Argo Rollouts makes of an AnalysisTemplate. */
  rolloutsAnalysis: () => toolOfRollouts('argo-rollouts-analysis', './cmd/preflight'),
  /** Says what the controller of Flagger makes of a Canary and of a new version. */
  flaggerController: () => buildProgram({
    name: 'flagger-controller',
    folder: completedSource({
      folder: path.join(BINARIES, 'flagger'),
      module: 'github.com/fluxcd/flagger',
      // What a Canary's schedule does is not exported.
      missing: {
        'pkg/controller/preflight.go': sourceOf('flagger/export.go'),
        'cmd/preflight/main.go': sourceOf('flagger/main.go'),
      },
    }),
    files: ['go.mod', 'go.sum', 'pkg/controller/preflight.go', 'cmd/preflight/main.go'],
    package: './cmd/preflight',
  }),
  /** Says what Istio makes of its objects, one by one and together. */
  istioctl: () => toolOfModule('istioctl', 'istio.io/istio/istioctl/cmd/istioctl'),
  /** Encrypts Secrets for the controller of a cluster, and decrypts what was encrypted for one. */
  kubeseal: () => toolOfModule('kubeseal', 'github.com/bitnami-labs/sealed-secrets/cmd/kubeseal'),
  /** Asks addresses, and shows what came of it as metrics. */
  blackboxExporter: () => toolOfModule('blackbox-exporter', 'github.com/prometheus/blackbox_exporter'),
  /** Says as metrics what an API server knows. */
  kubeStateMetrics: () => toolOfModule('kube-state-metrics', 'k8s.io/kube-state-metrics/v2'),
  /** Says as metrics how a machine is. */
  nodeExporter: () => toolOfModule('node-exporter', 'github.com/prometheus/node_exporter'),
  /** Says when the CronJob controller starts runs. */
  cron: () => buildProgram({
    name: 'cron',
    folder: path.join(BINARIES, 'cron'),
    files: ['main.go', 'go.mod', 'go.sum'],
  }),
  /** Says what the clients of Google and Azure have against a lifecycle of a bucket. */
  bucketLifecycle: () => buildProgram({
    name: 'bucket-lifecycle',
    folder: path.join(BINARIES, 'bucket-lifecycle'),
    files: ['main.go', 'go.mod', 'go.sum'],
  }),
  /** Reads YAML as the API server does. */
  kubernetesYaml: () => buildProgram({
    name: 'kubernetes-yaml',
    folder: path.join(BINARIES, 'kubernetes-yaml'),
    files: ['main.go', 'go.mod', 'go.sum'],
  }),
  /** Holds pods against the Pod Security Standards. */
  podSecurity: () => buildProgram({
    name: 'pod-security',
    folder: path.join(BINARIES, 'pod-security'),
    files: ['main.go', 'controls.go', 'go.mod', 'go.sum'],
  }),
  /** Runs a container of a Job as a process of this machine. */
  container: () => buildProgram({
    name: 'container',
    folder: path.join(BINARIES, 'container'),
    files: ['main.go', 'root.go', 'rights.go', 'go.mod', 'go.sum'],
  }),
  /** The database that a backup is taken of, and what its image has beside it. */
  etcd: () => toolOfModule('etcd', 'go.etcd.io/etcd/server/v3', 'etcd-tools'),
  etcdctl: () => toolOfModule('etcdctl', 'go.etcd.io/etcd/etcdctl/v3', 'etcd-tools'),
  etcdutl: () => toolOfModule('etcdutl', 'go.etcd.io/etcd/etcdutl/v3', 'etcd-tools'),
  /** Brings a backup to a store of objects and back. */
  rclone: () => toolOfModule('rclone', 'github.com/rclone/rclone'),
  /** A store of objects that speaks S3 and checks signatures. */
  versitygw: () => toolOfModule('versitygw', 'github.com/versity/versitygw/cmd/versitygw'),
};

function sourceOf(file: string): string {
  return fs.readFileSync(path.join(BINARIES, file), 'utf8');
}

/** One call of a program, and what is written to its standard input. */
export interface Call {
  readonly program: string;
  readonly args: readonly string[];
  readonly input: string;
}

/** What a program answers; fails where it ends otherwise than by telling its findings. */
export function answerOf({ program, args, input }: Call): string {
  const { error, status, stdout, stderr } = spawnSync(program, args, {
    input,
    encoding: 'utf8',
    maxBuffer: 64 * MEBIBYTE,
  });
  if (error !== undefined) throw error;
  // With 1 they say that there is something to say; but also that they could not do their work.
  if ((status !== 0 && status !== 1) || stderr !== '') {
    throw new Error(`${path.basename(program)} ended with exit code ${status}: ${stderr}${stdout}`);
  }
  return stdout;
}

/** A program that is another module's, whose version `go.mod` pins. */
function toolOfModule(name: string, packagePath: string, folder = name): string {
  return buildModuleProgram({ name, folder: path.join(BINARIES, folder), package: packagePath });
}

function toolOfRollouts(name: string, packagePath: string): string {
  const main = 'cmd/preflight/main.go';
  const verdicts = 'analysis/preflight.go';
  return buildProgram({
    name,
    folder: completedSource({
      folder: path.join(BINARIES, 'argo-rollouts'),
      module: 'github.com/argoproj/argo-rollouts',
      // Its dashboard is embedded, and no part of the module. What it makes of measurements is exported by nothing.
      missing: {
        'server/static/index.html': '',
        [verdicts]: sourceOf('argo-rollouts/export.go'),
        [main]: sourceOf('argo-rollouts/main.go'),
      },
    }),
    files: ['go.mod', 'go.sum', verdicts, main],
    package: packagePath,
  });
}

function toolOfPrometheus(name: string): string {
  return buildProgram({
    name,
    folder: path.join(BINARIES, 'promtool'),
    files: ['go.mod', 'go.sum'],
    package: `github.com/prometheus/prometheus/cmd/${name}`,
    // Without the clients of all clouds, which would be most of the build.
    tags: 'remove_all_sd,enable_kubernetes_sd,enable_dns_sd',
  });
}

function toolOfAlertmanager(name: string): string {
  const folder = completedSource({
    folder: path.join(BINARIES, 'alertmanager'),
    module: 'github.com/prometheus/alertmanager',
    // The page for browsers, which releases are built with.
    missing: { 'ui/app/dist/index.html': '<!doctype html>\n' },
  });
  return buildProgram({ name, folder, files: ['go.mod', 'go.sum'], package: `./cmd/${name}` });
}
