import { ApiObject, JsonPatch, Size } from 'cdk8s';
import { Construct } from 'constructs';
import {
  Environment, IReachable, MetricsFlavor, ProductionNamespace, ProductionService, RouteTls, SecretKey,
  StatefulService, TrafficPeer, WorkloadProtocol,
} from '../../src';
import { ExtraPeer } from '../support/network/endpoints';
import { allowedFlows } from '../support/network/network';
import { IMAGE, only, render } from '../support/render';
import { Manifest } from '../support/schemas';
import { addStore, changedStore, makeStore, podSpecOf, setSpec, storeManifests, StoreProps } from '../support/stores';

const OPERATOR = { metrics: MetricsFlavor.operator() };
const WHY = 'there is a reason';
const PORTS: StoreProps = {
  ports: [
    { name: 'redis', containerPort: 6379 },
    { name: 'gossip', containerPort: 7946 },
    { name: 'gossip-udp', containerPort: 7946, protocol: WorkloadProtocol.UDP },
  ],
};
const LISTENING = [6379, 7946].map((port) => ({ port }));
/** Pods that look like those of the store, each from outside in one way, and one that scrapes it. */
const STRANGERS: ExtraPeer[] = [
  { name: 'store', namespace: 'elsewhere', labels: { 'app.kubernetes.io/instance': 'store' }, ports: LISTENING },
  {
    name: 'other',
    namespace: 'shop',
    labels: { 'app.kubernetes.io/instance': 'other', 'app': 'store' },
    ports: LISTENING,
  },
  { address: '203.0.113.7', ports: [{ port: 443 }] },
];
const PROMETHEUS = { name: 'prometheus', namespace: 'monitoring', labels: { app: 'prometheus' } };
const SCRAPED = 'monitoring/prometheus -> shop/store:6379/TCP';

describe('exposeAt of a StatefulService', () => {
  it('leads the public to its Service, through the ingress controller', () => {
    const platform = { ingressControllerNamespace: 'ingress-nginx' };
    const found = render((chart) => {
      const tls = RouteTls.clusterIssuer('letsencrypt');
      addStore(chart).exposeAt('store.example.com', { tls });
    }, platform);

    expect(only(found, 'Ingress').spec.rules[0].http.paths[0].backend).toEqual({
      service: { name: 'store', port: { number: 6379 } },
    });
    const own = found.filter(({ metadata }) => metadata.name === 'store');
    expect(JSON.stringify(only(own, 'NetworkPolicy').spec.ingress)).toContain('ingress-nginx');
  });
});

describe('who may connect to a StatefulService', () => {
  it('is Prometheus alone by default', () => {
    expect(flows(() => undefined)).toEqual([SCRAPED]);
  });

  it.each([
    ['the first port', {}, ['shop/store -> shop/store:6379/TCP']],
    ['one port, in all that is spoken there', { port: 7946 },
      ['shop/store -> shop/store:7946/TCP', 'shop/store -> shop/store:7946/UDP']],
  ])('are its own pods after allowPeers, on %s', (...[, options, expected]) => {
    expect(flows((store) => store.allowPeers(options))).toEqual([SCRAPED, ...expected]);
  });

  it('are its own pods on two ports, one call each', () => {
    expect(flows((store) => [6379, 7946].forEach((port) => store.allowPeers({ port }))))
      .toEqual([SCRAPED, ...['6379/TCP', '7946/TCP', '7946/UDP'].map((port) => `shop/store -> shop/store:${port}`)]);
  });

  it('are the pods that allowFrom names, on the port that it names', () => {
    expect(flows((store) => {
      store.allowFrom(TrafficPeer.pods({ labels: { app: 'store' } }), { port: 7946 });
      store.allowFrom(TrafficPeer.namespace('elsewhere'));
    })).toEqual(['elsewhere/store -> shop/store:6379/TCP', SCRAPED, 'shop/other -> shop/store:7946/TCP',
      'shop/other -> shop/store:7946/UDP']);
  });

  it('is every pod of a namespace that was admitted, as often as that is said', () => {
    expect(flows((store) => {
      const [port] = store.reachablePorts;
      store.admitNamespace('elsewhere', port);
      store.admitNamespace('elsewhere', port);
    })).toEqual(['elsewhere/store -> shop/store:6379/TCP', SCRAPED]);
  });

  it('are the pods of who depends on it, and it may connect to what it depends on', () => {
    const found = render((chart) => {
      const store = addStore(chart, PORTS);
      const [web, vault] = ['web', 'vault'].map((id) => new ProductionService(chart, id, { image: IMAGE }));
      web.dependsOn(store, { port: 6379, addressAs: 'STORE_ADDR' });
      store.dependsOn(vault, { addressAs: 'VAULT_ADDR' });
    });

    expect(allowedFlows(found)).toEqual(['shop/store -> shop/vault:8080/TCP', 'shop/web -> shop/store:6379/TCP']);
    expect(variablesOf(found, 'Deployment', 'web')).toEqual([{ name: 'STORE_ADDR', value: 'store:6379' }]);
    expect(variablesOf(found, 'StatefulSet', 'store')).toEqual([{ name: 'VAULT_ADDR', value: 'vault:80' }]);
  });

  it('are two stores that depend on each other', () => {
    const found = render((chart) => {
      const [first, second] = ['first', 'second'].map((name) => addStore(new Construct(chart, name), { name }));
      first.dependsOn(second);
      second.dependsOn(first);
    });

    expect(allowedFlows(found)).toEqual(['shop/first -> shop/second:6379/TCP', 'shop/second -> shop/first:6379/TCP']);
  });

  it('reaches a host outside of the cluster that it depends on', () => {
    expect(flows((store) => store.dependsOnHost('203.0.113.7/32', 443)))
      .toEqual([SCRAPED, 'shop/store -> 203.0.113.7:443/TCP']);
  });
});

describe('a StatefulService as others see it', () => {
  it('is reachable by the name of its headless Service, at its own ports', () => {
    const store: IReachable = makeStore({ ...PORTS, name: 'cache' });

    expect(store.reachableName).toBe('cache');
    expect(store.reachablePods).toEqual({ namespace: 'shop', labels: { 'app.kubernetes.io/instance': 'cache' } });
    expect(store.reachablePorts).toEqual([
      { containerPort: 6379, servicePort: 6379, protocol: 'TCP' },
      { containerPort: 7946, servicePort: 7946, protocol: 'TCP' },
      { containerPort: 7946, servicePort: 7946, protocol: 'UDP' },
    ]);
  });

  it('counts in the quota of its namespace with all its replicas, of which a rollout makes no more', () => {
    const found = render((chart) => addStore(new ProductionNamespace(chart, 'shop'), { replicas: 5 }));

    expect(only(found, 'ResourceQuota').spec.hard).toEqual({
      'pods': '5',
      'requests.cpu': '2500m',
      'limits.cpu': '2500m',
      'requests.memory': '5Gi',
      'limits.memory': '5Gi',
      'requests.ephemeral-storage': '320Mi',
      'limits.ephemeral-storage': '640Mi',
    });
  });

  it('counts in the quota with what its environment keeps, beside a service that surges', () => {
    const found = render((chart) => {
      const namespace = new ProductionNamespace(chart, 'shop');
      addStore(namespace);
      new ProductionService(namespace, 'web', { image: IMAGE });
    }, { environment: Environment.STAGING });

    expect(only(found, 'ResourceQuota').spec.hard.pods).toBe(`${2 + 10 + 1}`);
  });
});

describe('the verbs of StatefulService', () => {
  it('addSecretVariable reads a variable from a Secret', () => {
    const found = changedStore((store) => store.addSecretVariable('TOKEN', SecretKey.of('auth', 'token')));

    expect(podSpecOf(found).containers[0].env)
      .toEqual([{ name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'auth', key: 'token' } } }]);
  });

  it('mountSecret and addWritableFolder add folders beside the claims', () => {
    const { containers: [{ volumeMounts }], volumes } = podSpecOf(changedStore((store) => {
      store.mountSecret('tls', '/etc/tls');
      store.addWritableFolder('/run', { sizeLimit: Size.mebibytes(8) });
    }));

    expect(volumeMounts).toEqual([
      { name: 'tmp', mountPath: '/tmp' },
      { name: 'data', mountPath: '/data' },
      { name: 'etc-tls', mountPath: '/etc/tls', readOnly: true },
      { name: 'run', mountPath: '/run' },
    ]);
    expect(volumes.map(({ name }: Manifest) => name)).toEqual(['tmp', 'etc-tls', 'run']);
    expect(volumes).toContainEqual({ name: 'run', emptyDir: { sizeLimit: '8Mi' } });
  });

  it('addReadinessGate adds a condition to the pods', () => {
    expect(podSpecOf(changedStore((store) => store.addReadinessGate('acme.io/ready'))).readinessGates)
      .toEqual([{ conditionType: 'acme.io/ready' }]);
  });

  it('addInitContainer and addSidecar share a volume of the pod where they are told to', () => {
    const found = changedStore((store) => {
      store.addInitContainer('prepare', { image: IMAGE, folders: ['/data'] });
      store.addSidecar('agent', { image: IMAGE, port: 8125, folders: ['/data'] });
    });
    const { initContainers, volumes } = podSpecOf(found);

    expect(initContainers.map(({ name, restartPolicy }: Manifest) => [name, restartPolicy]))
      .toEqual([['prepare', undefined], ['agent', 'Always']]);
    for (const { volumeMounts } of initContainers) {
      expect(volumeMounts).toContainEqual({ name: 'data', mountPath: '/data' });
    }
    expect(volumes.map(({ name }: Manifest) => name)).toEqual(['tmp', 'tmp--prepare', 'tmp--agent']);
    expect(setSpec(found).volumeClaimTemplates).toEqual(setSpec(storeManifests()).volumeClaimTemplates);
  });

  it('waive writes the reason, with the owner of the platform', () => {
    const found = changedStore((store) => store.waive('image-has-digest', WHY), { ownership: { team: 'shop' } });

    expect(JSON.parse(only(found, 'StatefulSet').metadata.annotations['preflight/waive.image-has-digest']))
      .toEqual({ reason: WHY, owner: 'shop' });
  });

  it('patch, mergePatch and addJsonPatch come after everything else', () => {
    const found = changedStore((store) => {
      store.patch(store.statefulSet, JsonPatch.replace('/spec/minReadySeconds', 10));
      ApiObject.of(store.statefulSet).addJsonPatch(JsonPatch.add('/spec/volumeClaimTemplates/0/spec/selector', {}));
      store.mergePatch(store.service, { metadata: { annotations: { ticket: 'SEC-7' } } });
      store.mergePatch(store.serviceMonitor as Construct, { spec: { jobLabel: 'app' } });
    }, OPERATOR);

    expect(setSpec(found).minReadySeconds).toBe(10);
    expect(setSpec(found).volumeClaimTemplates[0].spec.selector).toEqual({});
    expect(only(found, 'Service').metadata.annotations).toEqual({ ticket: 'SEC-7' });
    expect(only(found, 'ServiceMonitor').spec.jobLabel).toBe('app');
  });
});

/** The connections of a store with three ports, among strangers. */
function flows(by: (store: StatefulService) => void): string[] {
  return allowedFlows(render((chart) => by(addStore(chart, PORTS))), [...STRANGERS, PROMETHEUS]);
}

function variablesOf(found: Manifest[], kind: string, name: string): Manifest[] {
  const { spec } = found.find(({ kind: other, metadata }) => other === kind && metadata.name === name);
  return spec.template.spec.containers[0].env;
}
