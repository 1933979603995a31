import { ApiObjectProps } from 'cdk8s';

/** What makes one application of the fleet another than the next. */
export interface Application {
  readonly name: string;
  readonly namespace: string;
  readonly image: string;
}

/** One application of a fleet by its number. */
export function applicationOf(index: number): Application {
  const name = `app-${index}`;
  return { name, namespace: `team-${index % 50}`, image: `registry.example.com/shop/${name}:1.4.2` };
}

/** The six objects of an application, as plain manifests. */
export function manifestsOf(application: Application): (ApiObjectProps & { [field: string]: unknown })[] {
  const { name, namespace } = application;
  const metadata = { name, namespace, labels: { app: name, team: namespace } };
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata, automountServiceAccountToken: false },
    { apiVersion: 'v1', kind: 'Service', metadata, spec: service(name) },
    { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: deployment(application) },
    { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata, spec: autoscaler(name) },
    { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata, spec: { maxUnavailable: 1, ...selector(name) } },
    { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata, spec: policy(name) },
  ];
}

function selector(name: string) {
  return { selector: { matchLabels: { app: name } } };
}

function service(name: string) {
  return { selector: { app: name }, ports: [{ name: 'http', port: 80, targetPort: 'http' }] };
}

function deployment({ name, namespace, image }: Application) {
  return {
    ...selector(name),
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
    template: {
      metadata: { labels: { app: name, team: namespace } },
      spec: {
        serviceAccountName: name,
        automountServiceAccountToken: false,
        terminationGracePeriodSeconds: 45,
        securityContext: { runAsNonRoot: true, runAsUser: 10001, seccompProfile: { type: 'RuntimeDefault' } },
        containers: [{ name, image, ...container() }],
        volumes: [{ name: 'tmp', emptyDir: { sizeLimit: '64Mi' } }],
      },
    },
  };
}

function container() {
  return {
    imagePullPolicy: 'Always',
    ports: [{ name: 'http', containerPort: 8080 }],
    env: [{ name: 'LOG_LEVEL', value: 'info' }],
    readinessProbe: { httpGet: { path: '/ready', port: 'http' }, periodSeconds: 5 },
    livenessProbe: { httpGet: { path: '/alive', port: 'http' }, periodSeconds: 10 },
    resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '128Mi' } },
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    },
    volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
  };
}

function autoscaler(name: string) {
  const target = { type: 'Utilization', averageUtilization: 70 };
  return {
    minReplicas: 3,
    maxReplicas: 10,
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
    metrics: [{ type: 'Resource', resource: { name: 'cpu', target } }],
  };
}

function policy(name: string) {
  const ingress = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'ingress' } } };
  return {
    podSelector: { matchLabels: { app: name } },
    policyTypes: ['Ingress', 'Egress'],
    ingress: [{ from: [ingress], ports: [{ port: 8080 }] }],
    egress: [{ ports: [{ port: 53, protocol: 'UDP' }] }],
  };
}
