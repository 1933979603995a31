import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { ApiObject, App, Chart, Duration, Include, JsonPatch, Lazy } from 'cdk8s';
import {
  ConfigMap, Cpu, Deployment, EnvValue, Ingress, IngressBackend, k8s, Probe, Role, Secret, ServiceAccount, Volume,
} from 'cdk8s-plus-28';
import { Construct } from 'constructs';

// Imports nothing of this repository: it is also run where the package is installed.
const IMAGE = 'registry.example.com/shop/web:1.4.2';

/** What others have written for Helm and kubectl, with all that YAML offers for it. */
const FOREIGN = `
# Source: chart/templates/all.yaml
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  labels: &labels {app: web, on: "yes", version: "1.10"}
  annotations: *labels
data:
  script: |
    #!/bin/sh
    echo "$(date)"	# with a tab

  folded: >-
    one line
    of two
  kept: |+
    lines

  number: "0123"
  mode: "0644"
---
---
apiVersion: v1
kind: Secret
metadata: {name: settings, namespace: null, annotations: {}}
type: Opaque
data: {key: dmFsdWU=, "0": "0x10", a/b: ""}
---
apiVersion: v1
kind: List
items:
  - {apiVersion: v1, kind: ServiceAccount, metadata: {name: web}}
`;

/** The shapes of cdk8s' own examples and of its manual. */
export const SHAPES: { readonly [name: string]: (app: App) => void } = {
  'objects of the generated API': (app) => {
    const chart = new Chart(app, 'hello');
    const labels = { app: 'hello' };
    new k8s.KubeService(chart, 'service', {
      spec: { selector: labels, ports: [{ port: 80, targetPort: k8s.IntOrString.fromNumber(8080) }] },
    });
    new k8s.KubeDeployment(chart, 'deployment', {
      spec: {
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { containers: [{ name: 'web', image: IMAGE, ports: [port(8080)] }] } },
      },
    });
    const limits = { cpu: k8s.Quantity.fromNumber(0.5), memory: k8s.Quantity.fromString('64Mi') };
    new k8s.KubeLimitRange(chart, 'limits', { spec: { limits: [{ type: 'Container', default: limits }] } });
  },
  'one construct many times': (app) => {
    const chart = new Chart(app, 'web', { labels: { team: 'shop' }, namespace: 'shop' });
    for (const id of ['hello', 'ghost', '1']) new WebService(chart, id);
  },
  'nested charts': (app) => {
    const outer = new Chart(app, 'outer', { namespace: 'outer' });
    configMap(outer, 'before');
    const inner = new Chart(outer, 'inner', { namespace: 'inner' });
    configMap(inner, 'config');
    configMap(new Chart(new Construct(inner, 'place'), 'innermost'), 'config');
    configMap(outer, 'after');
  },
  'charts that depend on one another': (app) => {
    const charts = ['workloads', 'operators', 'namespaces', 'aside'].map((id) => new Chart(app, id));
    charts.forEach((chart) => ['b', 'a'].forEach((id) => configMap(chart, id)));
    charts[0].addDependency(charts[1]);
    charts[1].addDependency(charts[2]);
  },
  'objects that depend on objects of another chart': (app) => {
    const [one, two, three] = ['one', 'two', 'three'].map((id) => configMap(new Chart(app, id), id));
    one.addDependency(three);
    three.addDependency(two);
  },
  'objects and groups that depend on one another': (app) => {
    const chart = new Chart(app, 'chart');
    const [first, second] = ['first', 'second'].map((id) => new Construct(chart, id));
    for (const group of [first, second]) ['b', 'a'].forEach((id) => configMap(group, id));
    first.node.addDependency(second);
    ApiObject.of(second.node.findChild('b')).addDependency(second.node.findChild('a'));
  },
  'everything of cdk8s-plus': (app) => plus(new Chart(app, 'plus', { namespace: 'plus' })),
  'custom resources': (app) => {
    const chart = new Chart(app, 'custom');
    new Jenkins(chart, 'jenkins', { seedJobs: [{ id: 'operator', targets: '*.jenkins' }], backup: undefined });
  },
  'an included file': (app) => {
    include(new Chart(app, 'included', { namespace: 'elsewhere' }));
  },
  'an included file whose objects are changed': (app) => {
    for (const object of include(new Chart(app, 'changed')).apiObjects) object.metadata.addLabel('included', 'true');
  },
  'what is known late': (app) => {
    const chart = new Chart(app, 'late');
    const items: unknown[] = [];
    new ApiObject(chart, 'config', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { annotations: { count: Lazy.any({ produce: () => `${items.length}` }) } },
      data: { lazy: Lazy.any({ produce: () => items.join() }), implicit: { resolve: () => Lazy.any(new Late()) } },
      list: Lazy.any({ produce: () => items }),
      nothing: Lazy.any({ produce: () => undefined }),
    });
    items.push('one', Lazy.any({ produce: () => 'two' }));
  },
  'names without hashes': (app) => {
    const chart = new Chart(app, 'plain', { disableResourceNameHashes: true });
    configMap(chart, 'config');
    configMap(new Construct(chart, 'place'), 'config');
    new WebService(chart, 'web');
  },
  'names by a rule of the chart': (app) => configMap(new NamedChart(app, 'named'), 'config'),
  'patches': (app) => {
    const object = configMap(new Chart(app, 'patched'), 'config');
    object.addJsonPatch(JsonPatch.add('/data/~1path', 'x: y'), JsonPatch.add('/zzz', [{ b: 1, a: null }]));
    object.addJsonPatch(JsonPatch.replace('/metadata/name', 'other'));
  },
  'a chart that writes itself': (app) => configMap(new LabellingChart(app, 'labelling'), 'config'),
};

/** Gives a value when it is asked for one. */
export class Late {
  public produce(): string {
    return 'late';
  }
}

class WebService extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const deployment = new Deployment(this, 'deployment', { containers: [{ image: IMAGE, portNumber: 8080 }] });
    deployment.exposeViaService({ ports: [{ port: 80, targetPort: 8080 }] });
  }
}

class NamedChart extends Chart {
  public generateObjectName(object: ApiObject): string {
    return `named-${object.node.id}`;
  }
}

class LabellingChart extends Chart {
  public toJson(): object[] {
    return super.toJson().map((manifest) => ({ ...manifest, extra: { from: this.node.id } }));
  }
}

/** As `cdk8s import` generates it. */
class Jenkins extends ApiObject {
  public static readonly GVK = { apiVersion: 'jenkins.io/v1alpha2', kind: 'Jenkins' };

  constructor(scope: Construct, id: string, spec: object) {
    super(scope, id, { ...Jenkins.GVK, spec });
  }

  public toJson(): object {
    const { spec, ...rest } = super.toJson();
    return { ...Jenkins.GVK, ...rest, spec: { ...spec, generated: true } };
  }
}

function plus(chart: Chart): void {
  const secret = new Secret(chart, 'secret', { stringData: { password: 'yes' } });
  const config = new ConfigMap(chart, 'config', { data: { 'a.conf': 'x = 1\n', 'empty': '' } });
  config.addFile(__filename, 'program');
  const serviceAccount = new ServiceAccount(chart, 'account');
  const deployment = new Deployment(chart, 'web', { replicas: 2, serviceAccount });
  const container = deployment.addContainer({
    image: IMAGE,
    portNumber: 8080,
    command: ['node', '-e', 'console.log("a: b")'],
    liveness: Probe.fromHttpGet('/', { periodSeconds: Duration.minutes(1) }),
    resources: { cpu: { request: Cpu.millis(100), limit: Cpu.units(1) } },
    envVariables: {
      PASSWORD: EnvValue.fromSecretValue({ secret, key: 'password' }),
      TEXT: EnvValue.fromValue('0x10'),
    },
  });
  container.mount('/etc/config', Volume.fromConfigMap(chart, 'volume', config));
  const role = new Role(chart, 'role');
  role.allowRead(config);
  role.bind(ServiceAccount.fromServiceAccountName(chart, 'other', 'other'));
  const ingress = new Ingress(chart, 'ingress');
  ingress.addHostDefaultBackend('shop.example.com', IngressBackend.fromService(deployment.exposeViaService()));
}

function configMap(scope: Construct, id: string): ApiObject {
  return new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', data: { id } });
}

function port(containerPort: number): { containerPort: number } {
  return { containerPort };
}


function include(chart: Chart): Include {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'include-'));
  try {
    const url = path.join(folder, 'foreign.yaml');
    fs.writeFileSync(url, FOREIGN);
    return new Include(chart, 'foreign', { url });
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}
