import { JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import {
  Metrics, MetricsFlavor, Probes, ProductionApp, ProductionService, ProductionWorker, SidecarOptions, StatefulService,
  WorkloadProtocol,
} from '../../../src';
import { changedApi, changedPod, containerNamed, makeApi, OTHER_IMAGE } from '../../support/containers';
import { NAMED_ERROR } from '../../support/errors';
import { allowedFlows } from '../../support/network/network';
import { IMAGE, only, render, stage } from '../../support/render';
import { Manifest, MINORS, schemaProblems } from '../../support/schemas';

const METRICS_ON_9121 = { metrics: Metrics.at({ port: 9121 }) };
const OPERATOR = { metrics: MetricsFlavor.operator() };
const EXPORTER: SidecarOptions = { image: OTHER_IMAGE, port: 9121 };
const EXEC = Probes.exec({ liveness: ['/up'], readiness: ['/ready'] });
const METRICS_PORT = { name: 'metrics', containerPort: 9121, protocol: 'TCP' };
const HTTP_PORT = { name: 'http', containerPort: 8080, protocol: 'TCP' };
const PROMETHEUS = { name: 'prometheus', namespace: 'monitoring', labels: {} };
const DNS_PORTS = [WorkloadProtocol.UDP, WorkloadProtocol.TCP].map((protocol) => (
  { name: `dns-${protocol.toLowerCase()}`, containerPort: 5353, servicePort: 53, protocol }
));

describe('a port of the workload that a sidecar listens on', () => {
  it.each(['1.28', '1.30'])('is declared once on %s, on the sidecar', (kubernetesVersion) => {
    const pod = changedPod(addExporter, { props: METRICS_ON_9121, platform: { kubernetesVersion } });

    expect(containerNamed(pod, 'exporter').ports).toEqual([METRICS_PORT]);
    expect(containerNamed(pod, 'exporter').readinessProbe.httpGet.port).toBe('metrics');
    expect(containerNamed(pod, 'api').ports).toEqual([HTTP_PORT]);
  });

  // https://github.com/kubernetes/kubernetes/issues/127958: fixed in 1.32.
  it('is found by the Service by its number, for older clusters do not find names among native sidecars', () => {
    expect(only(changedApi(addExporter, { props: METRICS_ON_9121 }), 'Service').spec.ports).toEqual([
      { name: 'http', port: 80, protocol: 'TCP', targetPort: 'http' },
      { name: 'metrics', port: 9121, protocol: 'TCP', targetPort: 9121 },
    ]);
  });

  it('is where the annotations of the pods lead', () => {
    const found = changedApi(addExporter, { props: METRICS_ON_9121 });

    expect(only(found, 'Deployment').spec.template.metadata.annotations['prometheus.io/port']).toBe('9121');
    expect(allowedFlows(found, [PROMETHEUS])).toEqual(['monitoring/prometheus -> shop/api:9121/TCP']);
  });

  it('is where the ServiceMonitor leads', () => {
    const found = changedApi(addExporter, { props: METRICS_ON_9121, platform: OPERATOR });
    const [{ port }] = only(found, 'ServiceMonitor').spec.endpoints;
    const entry = only(found, 'Service').spec.ports.find(({ name }: Manifest) => name === port);

    expect(entry).toEqual({ name: 'metrics', port: 9121, protocol: 'TCP', targetPort: 9121 });
  });

  it('is where the PodMonitor of a ProductionWorker leads', () => {
    const found = render((chart) => {
      addExporter(new ProductionWorker(chart, 'mailer', { image: IMAGE, ...METRICS_ON_9121 }));
    }, OPERATOR);
    const { spec } = only(found, 'Deployment').spec.template;

    expect(only(found, 'PodMonitor').spec.podMetricsEndpoints[0].port).toBe('metrics');
    expect(containerNamed(spec, 'exporter').ports).toEqual([METRICS_PORT]);
    expect(containerNamed(spec, 'mailer').ports).toEqual([HTTP_PORT]);
  });

  it('is where the headless Service of a StatefulService leads', () => {
    const found = render((chart) => addExporter(store(chart)));

    expect(only(found, 'Service').spec.ports).toContainEqual(
      { name: 'metrics', port: 9121, protocol: 'TCP', targetPort: 9121 },
    );
  });

  it('may be the only one, and no list of ports stays on the main container', () => {
    const pod = changedPod((api) => api.addSidecar('proxy', { image: OTHER_IMAGE, port: 8080 }), {
      props: { probes: EXEC },
    });

    expect(pod.containers[0].ports).toBeUndefined();
    expect(containerNamed(pod, 'proxy').ports).toEqual([HTTP_PORT]);
  });

  it('is where callers of the workload connect', () => {
    const found = render((chart) => {
      const [api, web] = ['api', 'web'].map((id) => new ProductionService(chart, id, { image: IMAGE, probes: EXEC }));
      web.addSidecar('proxy', { image: OTHER_IMAGE, port: 8080 });
      api.dependsOn(web);
    });

    expect(allowedFlows(found)).toEqual(['shop/api -> shop/web:8080/TCP']);
  });

  it('brings all protocols of its number', () => {
    const pod = changedPod((api) => api.addSidecar('dns', { image: OTHER_IMAGE, port: 5353 }), {
      props: { port: 8080, ports: DNS_PORTS },
    });

    expect(containerNamed(pod, 'dns').ports).toEqual([
      { name: 'dns-udp', containerPort: 5353, protocol: 'UDP' },
      { name: 'dns-tcp', containerPort: 5353, protocol: 'TCP' },
    ]);
    expect(containerNamed(pod, 'dns').readinessProbe.httpGet.port).toBe('dns-tcp');
    expect(containerNamed(pod, 'api').ports).toEqual([HTTP_PORT]);
  });

  it('is found by the rules of ProductionApp, and can be patched', () => {
    const { app, chart } = stage();
    const api = new ProductionService(chart, 'api', { image: IMAGE, ...METRICS_ON_9121 });
    addExporter(api);
    api.patch(api.deployment, JsonPatch.add('/spec/template/spec/initContainers/0/ports/0/hostIP', '10.0.0.1'));

    expect(app).toBeInstanceOf(ProductionApp);
    expect(app.synthYaml()).toContain('hostIP: 10.0.0.1');
  });
});

describe('a port of the sidecar alone', () => {
  it('is there for its probes, under a name that no other port of the pod has', () => {
    const pod = changedPod((api) => [9121, 9122].forEach((port) => (
      api.addSidecar(`agent-${port}`, { image: OTHER_IMAGE, port })
    )));

    expect(pod.initContainers.map(({ ports }: Manifest) => ports)).toEqual([
      [{ name: 'probes-9121', containerPort: 9121, protocol: 'TCP' }],
      [{ name: 'probes-9122', containerPort: 9122, protocol: 'TCP' }],
    ]);
    expect(pod.containers[0].ports).toEqual([HTTP_PORT]);
  });

  it('changes no Service and no policy', () => {
    const [before, after] = [() => undefined, addExporter].map((act) => (
      changedApi(act).filter(({ kind }) => ['Service', 'NetworkPolicy'].includes(kind))
    ));

    expect(after).toEqual(before);
  });

  it.each(MINORS)('is valid beside one of the workload on %s', (kubernetesVersion) => {
    const found = changedApi((api) => {
      addExporter(api);
      api.addSidecar('agent', { image: OTHER_IMAGE, port: 65535 });
    }, { props: METRICS_ON_9121, platform: { kubernetesVersion } });

    expect(found.flatMap((manifest) => schemaProblems(kubernetesVersion, manifest))).toEqual([]);
  });
});

describe('ports of sidecars', () => {
  const below = (port: number) => '\'port\' must be 1024 or above, for the user without privileges may not bind a lower'
    + ` one, got ${port}; let the process listen on a higher one; a Service may still offer this one`;
  const range = (port: number) => `'port' must be a whole number from 1 to 65535, got ${port};`
    + ' give a number within the range';
  const nothing = "'probes.port' must be a TCP port of the container, of which there is none, got nothing; declare it"
    + ', or name one that is there';

  it.each<[number, string]>([
    [80, below(80)], [1023, below(1023)], [0, range(0)], [65536, range(65536)], [-1, range(-1)],
    [9121.5, range(9121.5)],
  ])('are refused where they are %p', (port, complaint) => {
    expectRefusal(() => makeApi().addSidecar('exporter', { image: OTHER_IMAGE, port }), complaint);
  });

  it('are refused where another sidecar listens', () => {
    const api = makeApi();
    api.addSidecar('first', EXPORTER);

    expectRefusal(() => addExporter(api), "'port' must be a port that no other sidecar listens on, got 9121; choose"
      + ' another one');
  });

  it.each<[string, Probes | undefined]>([
    ['HTTP', undefined], ['TCP', Probes.tcp()], ['gRPC', Probes.grpc()],
  ])('are refused where the probes of the main container ask them over %s', (_, probes) => {
    const api = makeApi({ props: { probes } });

    expectRefusal(() => api.addSidecar('exporter', { image: OTHER_IMAGE, port: 8080 }), "'port' must be a port that the"
      + ' probes of the main container do not ask, got 8080; give the main container Probes with another port');
  });

  it('may be what the main container declares and its probes do not ask', () => {
    const pod = changedPod((api) => api.addSidecar('proxy', { image: OTHER_IMAGE, port: 8080 }), {
      props: { port: 8080, ports: [{ name: 'admin', containerPort: 9090 }], probes: Probes.grpc({ port: 9090 }) },
    });

    expect(pod.containers[0].ports).toEqual([{ name: 'admin', containerPort: 9090, protocol: 'TCP' }]);
    expect(containerNamed(pod, 'proxy').ports).toEqual([HTTP_PORT]);
  });

  it.each([['HTTP', undefined], ['TCP', Probes.tcp()], ['gRPC', Probes.grpc()]])(
    'are needed by probes over %s', (_, probes) => {
      expectRefusal(() => makeApi().addSidecar('exporter', { image: OTHER_IMAGE, probes }), nothing);
    },
  );

  it('are needed by probes that name one', () => {
    expectRefusal(() => makeApi().addSidecar('exporter', { ...EXPORTER, probes: Probes.http({ port: 8080 }) }),
      "'probes.port' must be a TCP port of the container, 9121, got 8080; declare it, or name one that is"
      + ' there');
  });

  it('are refused where they speak UDP alone and are probed', () => {
    const api = makeApi({ props: { port: 8080, ports: [DNS_PORTS[0]] } });

    expectRefusal(() => api.addSidecar('exporter', { image: OTHER_IMAGE, port: 5353 }), nothing);
  });
});

function addExporter(workload: ProductionService | ProductionWorker | StatefulService): void {
  workload.addSidecar('exporter', EXPORTER);
}

function store(scope: Construct): StatefulService {
  const ports = [{ name: 'redis', containerPort: 6379 }];
  return new StatefulService(scope, 'store', { image: IMAGE, ports, claims: [], ...METRICS_ON_9121 });
}

function expectRefusal(act: () => unknown, complaint: string): void {
  expect(act).toThrow(new Error(`[shop/api/exporter] ${complaint}`));
  expect(`[shop/api/exporter] ${complaint}`).toMatch(NAMED_ERROR);
}
