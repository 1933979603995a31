import { ProjectModule, WellRunProject } from './well-run-project';

const ARGO_CD: ProjectModule = { name: 'github.com/argoproj/argo-cd/v3', version: 'v3.4.0' };
const KYVERNO: ProjectModule = { name: 'github.com/kyverno/kyverno', version: 'v1.19.1' };
const KUEUE: ProjectModule = { name: 'sigs.k8s.io/kueue', version: 'v0.17.0' };
const LOKI: ProjectModule = { name: 'github.com/grafana/loki/v3', version: 'v3.7.8' };

/** Applications as people install them, by their charts or by the file that their pages name. */
export const APPLICATION_PROJECTS: readonly WellRunProject[] = [
  { name: 'Argo CD', module: ARGO_CD, paths: ['manifests/ha/install.yaml'] },
  { name: 'Kyverno', module: KYVERNO, paths: ['charts/kyverno'], release: { name: 'kyverno', values: [] } },
  { name: 'Kueue', module: KUEUE, paths: ['charts/kueue'], release: { name: 'kueue-system', values: [] } },
  {
    name: 'Loki',
    module: LOKI,
    paths: ['production/helm/loki'],
    release: {
      name: 'loki',
      // What the chart asks for: where everything is kept.
      values: [
        'loki.useTestSchema=true',
        ...['chunks', 'ruler', 'admin'].map((bucket) => `loki.storage.bucketNames.${bucket}=${bucket}`),
      ],
    },
  },
];
