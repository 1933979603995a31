import { ImageName } from './image-names';

/** What nobody mends any more. */
export interface RetiredImage {
  readonly product: string;
  /** The day, or the month, of its end. */
  readonly end: string;
  readonly instead: string;
  /** The ends of names by which it is known, whatever mirror it comes from. */
  readonly repositories: readonly string[];
}

const RETIRED: readonly RetiredImage[] = [
  // https://helm.sh/blog/helm-v2-deprecation-timeline/
  { product: 'Tiller', end: '2020-11-13', instead: 'Helm 3 or later', repositories: ['tiller'] },
  // https://kubernetes.io/blog/2025/11/11/ingress-nginx-retirement/
  {
    product: 'ingress-nginx',
    end: '2026-03',
    instead: 'an implementation of the Gateway API, or another controller',
    repositories: [
      'ingress-nginx/controller', 'ingress-nginx/controller-chroot', 'ingress-nginx/kube-webhook-certgen',
      'kubernetes-ingress-controller/nginx-ingress-controller',
    ],
  },
  // https://github.com/kubernetes-retired/dashboard
  {
    product: 'Kubernetes Dashboard',
    end: '2026-01-21',
    instead: 'Headlamp',
    repositories: [
      'kubernetesui/dashboard', 'kubernetesui/dashboard-api', 'kubernetesui/dashboard-auth',
      'kubernetesui/dashboard-metrics-scraper', 'kubernetesui/dashboard-web', 'kubernetesui/metrics-scraper',
      'kubernetes-dashboard-amd64',
    ],
  },
  // https://grafana.com/docs/loki/latest/send-data/promtail/
  { product: 'Promtail', end: '2026-03-02', instead: 'Grafana Alloy', repositories: ['grafana/promtail'] },
  // https://grafana.com/docs/agent/latest/
  {
    product: 'Grafana Agent',
    end: '2025-11-01',
    instead: 'Grafana Alloy',
    repositories: ['grafana/agent', 'grafana/agent-operator'],
  },
  // https://github.com/jaegertracing/jaeger/issues/6321
  {
    product: 'Jaeger 1',
    end: '2025-12-31',
    instead: 'Jaeger 2, whose image is jaegertracing/jaeger',
    repositories: ['all-in-one', 'jaeger-agent', 'jaeger-collector', 'jaeger-ingester', 'jaeger-query']
      .map((name) => `jaegertracing/${name}`),
  },
  // https://github.com/minio/minio
  { product: 'MinIO', end: '2026-04', instead: 'another store that speaks S3', repositories: ['minio/minio'] },
  // https://github.com/GoogleContainerTools/kaniko
  {
    product: 'kaniko of Google',
    end: '2025-06-03',
    instead: 'BuildKit, Buildah, or a fork that is kept',
    repositories: ['kaniko-project/executor', 'kaniko-project/warmer'],
  },
  // https://github.com/external-secrets/kubernetes-external-secrets/issues/864
  {
    product: 'Kubernetes External Secrets',
    end: '2022-07-26',
    instead: 'External Secrets Operator',
    repositories: ['external-secrets/kubernetes-external-secrets'],
  },
  // https://github.com/fluxcd/flux/issues/3645
  {
    product: 'Flux 1', end: '2022-11-01', instead: 'Flux 2', repositories: ['fluxcd/flux', 'fluxcd/helm-operator'],
  },
  // https://github.com/bitnami/charts/issues/35164
  {
    product: 'an image of Bitnami that was put away',
    end: '2025-08-28',
    instead: 'an image of the project itself',
    repositories: ['bitnamilegacy/*'],
  },
  // https://github.com/docker-library/openjdk/issues/505
  {
    product: 'the image openjdk',
    end: '2022-07',
    instead: 'eclipse-temurin, or another build that is kept',
    repositories: ['docker.io/library/openjdk', 'docker.io/library/java'],
  },
  // https://www.redhat.com/en/topics/linux/centos-linux-eol
  {
    product: 'CentOS Linux',
    end: '2024-06-30',
    instead: 'a distribution that is kept',
    repositories: ['docker.io/library/centos'],
  },
];

const BY_END = new Map(RETIRED.flatMap((image) => image.repositories.map((name) => [name, image])));

/** What an image is of, where that has an end that has come; undefined for all others. */
export function retiredImageOf({ full }: ImageName): RetiredImage | undefined {
  const parts = full.split('/');
  const ends = [full, parts.slice(-2).join('/'), parts.slice(-1).join('/'), `${parts.slice(-2, -1).join('/')}/*`];
  return ends.map((end) => BY_END.get(end)).find((image) => image !== undefined);
}
