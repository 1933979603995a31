import { synthesizeEdited, synthesizeExample } from '../support/examples';
import { ExtraPeer } from '../support/network/endpoints';
import { allowedFlows } from '../support/network/network';
import { readYaml } from '../support/render';
import { Manifest } from '../support/schemas';

/** Who calls whom in release v0.10.6, and the ports that the targets listen on. */
const CALLS: Record<string, readonly string[]> = {
  frontend: [
    'productcatalogservice:3550', 'currencyservice:7000', 'cartservice:7070', 'recommendationservice:8080',
    'shippingservice:50051', 'checkoutservice:5050', 'adservice:9555',
  ],
  checkoutservice: [
    'productcatalogservice:3550', 'shippingservice:50051', 'paymentservice:50051', 'emailservice:8080',
    'currencyservice:7000', 'cartservice:7070',
  ],
  recommendationservice: ['productcatalogservice:3550'],
  cartservice: ['redis-cart:6379'],
  loadgenerator: ['frontend:8080'],
};

const WORKLOADS = [
  'adservice', 'cartservice', 'checkoutservice', 'currencyservice', 'emailservice', 'frontend', 'loadgenerator',
  'paymentservice', 'productcatalogservice', 'recommendationservice', 'redis-cart', 'shippingservice',
];

/** Pods that the application did not make, and an address outside. */
const OTHERS: ExtraPeer[] = [
  {
    name: 'kube-dns',
    namespace: 'kube-system',
    labels: { 'k8s-app': 'kube-dns' },
    ports: [{ port: 53, protocol: 'UDP' }, { port: 53 }],
  },
  { name: 'istiod', namespace: 'istio-system', labels: { app: 'istiod' }, ports: [{ port: 15012 }, { port: 15017 }] },
  { name: 'controller', namespace: 'ingress', labels: {} },
  { name: 'stranger', namespace: 'default', labels: { app: 'frontend' }, ports: [{ port: 80 }] },
  { address: '203.0.113.7', ports: [{ port: 443 }] },
];

describe('Online Boutique', () => {
  const manifests = Object.values(synthesizeExample('online-boutique', 30)).flatMap(readYaml);
  // Policies do not see what is on the network of its node.
  const policed = manifests.filter(({ kind }) => kind !== 'DaemonSet');

  it('opens the calls that it makes, DNS, the mesh and the ingress controller, and nothing else', () => {
    const calls = Object.entries(CALLS).flatMap(([caller, targets]) => (
      targets.map((target) => `boutique/${caller} -> boutique/${target}/TCP`)
    ));
    const names = WORKLOADS.flatMap((workload) => ['TCP', 'UDP'].map((protocol) => (
      `boutique/${workload} -> kube-system/kube-dns:53/${protocol}`
    )));
    const mesh = WORKLOADS.map((workload) => `boutique/${workload} -> istio-system/istiod:15012/TCP`);
    const expected = [...calls, ...names, ...mesh, 'ingress/controller -> boutique/frontend:8080/TCP'];
    const flows = allowedFlows(policed, OTHERS).filter((flow) => flow.includes('boutique/'));
    expect(flows).toEqual(expected.sort());
  });

  it('has the proxies of the mesh scraped, by a flow that is open on both sides', () => {
    const proxied = policed.map((manifest) => withProxy(manifest));
    const flows = allowedFlows(proxied, OTHERS).filter((flow) => flow.startsWith('monitoring/prometheus -> boutique/'));
    expect(flows).toEqual(WORKLOADS.map((name) => `monitoring/prometheus -> boutique/${name}:15090/TCP`));
    const { data } = manifests.find(({ kind, metadata }) => (
      kind === 'ConfigMap' && metadata.name === 'prometheus-files-0'
    ))!;
    const name = Object.keys(data).find((key) => key.startsWith('monitoring_istio-proxies_'))!;
    expect(readYaml(data[name])[0].scrape_configs[0].job_name).toBe('istio-proxies');
  });

  it('tells every caller where its targets are, by the port of their Services', () => {
    const addresses = manifests.filter(({ kind }) => kind === 'Deployment').flatMap(({ metadata, spec }) => (
      (spec.template.spec.containers[0].env ?? [])
        .filter(({ name }: { name: string }) => name.endsWith('_ADDR') && name !== 'SHOPPING_ASSISTANT_SERVICE_ADDR')
        .map(({ name, value }: { name: string; value: string }) => `${metadata.name} ${name}=${value}`)
    ));
    expect(addresses).toHaveLength(Object.values(CALLS).flat().length);
    expect(addresses).toEqual(expect.arrayContaining([
      'checkoutservice EMAIL_SERVICE_ADDR=emailservice:5000',
      'cartservice REDIS_ADDR=redis-cart:6379',
      'loadgenerator FRONTEND_ADDR=frontend:80',
    ]));
  });

  it('starts the load generator once the frontend accepts connections, without a shell', () => {
    const load = manifests.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === 'loadgenerator');
    const [{ command, args }] = load?.spec.template.spec.initContainers;
    expect([...command, ...args]).toEqual([
      'socat', '-u', 'OPEN:/dev/null', 'TCP:frontend:80,connect-timeout=2,retry=30,interval=2',
    ]);
  });

  it.each<[string, (program: string) => string]>([
    ['a renamed chart', (program) => replaced(program, "new Chart(app, 'online-boutique')", "new Chart(app, 'other')")],
    ['workloads moved to other places in the tree', moved],
  ])('writes the same objects with %s', (_change, edit) => {
    expect(edited(edit)).toEqual(manifests);
  });

  it.each<[string, (program: string) => string]>([
    ['more dependencies', (program) => replaced(program, 'app.synth();', `
      emails.dependsOn(payments, { addressAs: 'PAYMENT_SERVICE_ADDR', wait: true });
      payments.dependsOn(emails);
      ads.dependsOnHost('203.0.113.10/32', 443);
      frontend.exposeAt('www.shop.example.com');
      app.synth();`)],
    ['another version', (program) => replaced(program, 'v0.10.6', 'v0.11.0')],
    ['another team and minor', (program) => replaced(program, "{ team: 'boutique' }", "{ team: 'other' },\n"
      + "  kubernetesVersion: '1.36'")],
  ])('keeps every name and selector with %s', (_change, edit) => {
    const changed = edited(edit);
    expect(changed).not.toEqual(manifests);
    const identities = changed.map(identityOf);
    expect(manifests.map(identityOf).filter((identity) => !identities.includes(identity))).toEqual([]);
    expect(new Set(identities).size).toBe(identities.length);
  });
});

function edited(edit: (program: string) => string): Manifest[] {
  return Object.values(synthesizeEdited('online-boutique', edit)).flatMap(readYaml);
}

/** What other objects, and the cluster, know an object by. */
function identityOf({ kind, metadata, spec }: Manifest): string {
  const { namespace, name } = metadata;
  const selectors = [spec?.selector, spec?.podSelector, spec?.scaleTargetRef, spec?.volumeClaimTemplates];
  return JSON.stringify([kind, namespace, name, selectors]);
}

/** Each workload below a construct of its own. */
function moved(program: string): string {
  const inside = program.replace(/new (ProductionService|ProductionWorker)\(chart, ([^,]+),/g, (_call, type, name) => (
    `new ${type}(new Construct(chart, 'group-' + ${name}), ${name},`
  ));
  expect(inside).not.toBe(program);
  return `import { Construct } from 'constructs';\n${inside}`;
}

function replaced(program: string, text: string, other: string): string {
  expect(program).toContain(text);
  return program.replace(text, other);
}

/** With the container that Istio adds to the pods of the namespace. */
function withProxy(manifest: Manifest): Manifest {
  const { kind, metadata, spec } = manifest;
  if (metadata.namespace !== 'boutique' || !['Deployment', 'StatefulSet'].includes(kind)) return manifest;
  const proxy = { name: 'istio-proxy', ports: [{ name: 'http-envoy-prom', containerPort: 15090 }] };
  const containers = [...spec.template.spec.containers, proxy];
  const template = { ...spec.template, spec: { ...spec.template.spec, containers } };
  return { ...manifest, spec: { ...spec, template } };
}
