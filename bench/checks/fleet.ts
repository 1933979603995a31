import * as fs from 'fs';
import * as path from 'path';

/** Writes a fleet of applications, six objects in one file each, and says where. */
export function writeFleet(folder: string, applications: number): string[] {
  fs.mkdirSync(folder, { recursive: true });
  return Array.from({ length: applications }, (_, index) => {
    const file = path.join(folder, `app-${index}.yaml`);
    fs.writeFileSync(file, application(`app-${index}`, `team-${index % 50}`));
    return file;
  });
}

/** Hand-written as most teams write them: in order, but without probes, limits of storage and a spread. */
function application(name: string, namespace: string): string {
  const labels = `  labels:\n    app: ${name}\n    team: shop\n`;
  const metadata = `metadata:\n  name: ${name}\n  namespace: ${namespace}\n${labels}`;
  return [
    `apiVersion: v1\nkind: ServiceAccount\n${metadata}automountServiceAccountToken: false\n`,
    `apiVersion: v1\nkind: Service\n${metadata}${service(name)}`,
    `apiVersion: apps/v1\nkind: Deployment\n${metadata}${deployment(name)}`,
    `apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\n${metadata}${autoscaler(name)}`,
    `apiVersion: policy/v1\nkind: PodDisruptionBudget\n${metadata}spec:\n  maxUnavailable: 1\n${selector(name)}`,
    `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n${metadata}${policy(name)}`,
  ].join('---\n');
}

function selector(name: string): string {
  return `  selector:\n    matchLabels:\n      app: ${name}\n`;
}

function service(name: string): string {
  const port = '    - name: http\n      port: 80\n      targetPort: http\n';
  return `spec:\n  selector:\n    app: ${name}\n  ports:\n${port}`;
}

function deployment(name: string): string {
  return `spec:
${selector(name)}  template:
    metadata:
      labels:
        app: ${name}
        team: shop
    spec:
      serviceAccountName: ${name}
      securityContext:
        runAsNonRoot: true
        runAsUser: 10001
        seccompProfile:
          type: RuntimeDefault
      containers:
${container(name)}`;
}

function container(name: string): string {
  return `        - name: ${name}
          image: registry.example.com/shop/${name}:1.4.2
          imagePullPolicy: Always
          ports:
            - name: http
              containerPort: 8080
          env:
            - name: LOG_LEVEL
              value: info
          resources:
            requests: {cpu: 100m, memory: 128Mi}
            limits: {memory: 128Mi}
          securityContext:
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities:
              drop: [ALL]
`;
}

function autoscaler(name: string): string {
  return `spec:
  minReplicas: 3
  maxReplicas: 10
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: ${name}
  metrics:
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: 70
`;
}

function policy(name: string): string {
  return `spec:
  podSelector:
    matchLabels:
      app: ${name}
  policyTypes: [Ingress, Egress]
  ingress:
    - from:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: ingress
      ports:
        - port: 8080
  egress:
    - ports:
        - port: 53
          protocol: UDP
`;
}
