import { Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  Metrics, ProductionService, ProductionServiceProps, TrafficPeer, WorkloadPort, WorkloadProtocol,
} from '../../src';
import { NAMED_ERROR } from '../support/errors';
import { IMAGE, only, render, stage } from '../support/render';
import { Manifest } from '../support/schemas';

const ADMIN = { name: 'admin', containerPort: 9000 };
const PORT_NUMBER = 'be a whole number from 1 to 65535';
const PORT_NAME = 'have at most 15 lower-case letters, digits and -, a letter among them';

describe('ports of a service', () => {
  it('are 8080, offered as http on 80, where none is given', () => {
    expect(portsOf({})).toEqual({
      container: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }],
      service: [{ name: 'http', port: 80, protocol: 'TCP', targetPort: 'http' }],
    });
    expect(portsOf({ ports: [] })).toEqual(portsOf({}));
  });

  it('move with the prop port, but not for the callers', () => {
    expect(portsOf({ port: 3000 })).toEqual({
      container: [{ name: 'http', containerPort: 3000, protocol: 'TCP' }],
      service: [{ name: 'http', port: 80, protocol: 'TCP', targetPort: 'http' }],
    });
  });

  it('begin with http where there are others too', () => {
    expect(portsOf({ port: 3000, ports: [ADMIN] })).toEqual({
      container: [
        { name: 'http', containerPort: 3000, protocol: 'TCP' },
        { name: 'admin', containerPort: 9000, protocol: 'TCP' },
      ],
      service: [
        { name: 'http', port: 80, protocol: 'TCP', targetPort: 'http' },
        { name: 'admin', port: 9000, protocol: 'TCP', targetPort: 'admin' },
      ],
    });
  });

  it('take the place of http where the prop port is left out', () => {
    const appProtocol = 'kubernetes.io/h2c';
    const grpc: WorkloadPort = { name: 'grpc', containerPort: 9090, servicePort: 443, appProtocol };

    expect(portsOf({ ports: [grpc] })).toEqual({
      container: [{ name: 'grpc', containerPort: 9090, protocol: 'TCP' }],
      service: [
        { name: 'grpc', port: 443, protocol: 'TCP', targetPort: 'grpc', appProtocol },
      ],
    });
  });

  it('may offer one number over two protocols', () => {
    const dns = { containerPort: 5353, servicePort: 53 };
    const ports = [{ name: 'dns-tcp', ...dns }, { name: 'dns-udp', ...dns, protocol: WorkloadProtocol.UDP }];

    expect(portsOf({ port: 8080, ports }).service.slice(1)).toEqual([
      { name: 'dns-tcp', port: 53, protocol: 'TCP', targetPort: 'dns-tcp' },
      { name: 'dns-udp', port: 53, protocol: 'UDP', targetPort: 'dns-udp' },
    ]);
  });

  it.each([WorkloadProtocol.UDP, WorkloadProtocol.SCTP])('speak %s where they are told to', (protocol) => {
    const { container, service } = portsOf({ port: 8080, ports: [{ ...ADMIN, protocol }] });

    expect([container[1].protocol, service[1].protocol]).toEqual([protocol, protocol]);
  });

  it.each<[Partial<ProductionServiceProps>, string]>([
    [{ port: 0 }, `'port' must ${PORT_NUMBER}, got 0; give a number within the range`],
    [{ port: -8080 }, `'port' must ${PORT_NUMBER}, got -8080; give a number within the range`],
    [{ port: 65536 }, `'port' must ${PORT_NUMBER}, got 65536; give a number within the range`],
    [{ port: 80.5 }, `'port' must ${PORT_NUMBER}, got 80.5; give a number within the range`],
    [{ port: 1e9 }, `'port' must ${PORT_NUMBER}, got 1000000000; give a number within the range`],
    [{ port: 80 }, "'port' must be 1024 or above, for the user without privileges may not bind a"
      + ' lower one, got 80; let the process listen on a higher one; a Service may still offer this one'],
    [{ ports: [{ ...ADMIN, servicePort: 0 }] },
      `'ports.admin.servicePort' must ${PORT_NUMBER}, got 0; give a number within the range`],
    [{ ports: [{ ...ADMIN, servicePort: 70000 }] },
      `'ports.admin.servicePort' must ${PORT_NUMBER}, got 70000; give a number within the range`],
    [{ ports: [{ ...ADMIN, name: 'Admin' }] }, `'ports.name' must ${PORT_NAME}, got "Admin"; choose such a name`],
    [{ ports: [{ ...ADMIN, name: 'administration-x' }] },
      `'ports.name' must ${PORT_NAME}, got "administration-x"; choose such a name`],
    [{ ports: [{ ...ADMIN, name: '8080' }] }, `'ports.name' must ${PORT_NAME}, got "8080"; choose such a name`],
    [{ port: 8080, ports: [{ ...ADMIN, name: 'http' }] },
      "'ports.name' must be unique, got \"http\"; change or remove one of them"],
    [{ port: 8080, ports: [{ ...ADMIN, containerPort: 8080 }] },
      "'ports.containerPort' must be unique, got \"8080/TCP\"; change or remove one of them"],
    [{ port: 8080, ports: [{ ...ADMIN, servicePort: 80 }] },
      "'ports.servicePort' must be unique, got \"80/TCP\"; change or remove one of them"],
  ])('refuse %j', (props, complaint) => {
    const message = `[shop/web] ${complaint}`;

    expect(() => new ProductionService(stage().chart, 'web', { image: IMAGE, ...props })).toThrow(new Error(message));
    expect(message).toMatch(NAMED_ERROR);
  });

  it('are refused as the place of metrics where they do not speak TCP', () => {
    const ports = [{ ...ADMIN, protocol: WorkloadProtocol.UDP }];
    const props = { image: IMAGE, port: 8080, ports, metrics: Metrics.at({ port: 9000 }) };

    expect(() => new ProductionService(stage().chart, 'web', props)).toThrow(NAMED_ERROR);
  });
});

describe('allowFrom', () => {
  it('opens the first port to a peer, beside Prometheus', () => {
    expect(flows((service) => service.allowFrom(TrafficPeer.namespace('edge'))).slice(1))
      .toEqual([{ from: [inNamespace('edge')], ports: [{ protocol: 'TCP', port: 8080 }] }]);
  });

  it('opens the port that it is given, with its protocol', () => {
    expect(flows((service) => service.allowFrom(TrafficPeer.cidr('10.0.0.0/8'), { port: 5353 })).slice(1))
      .toEqual([{ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }], ports: [{ protocol: 'UDP', port: 5353 }] }]);
  });

  it('refuses a port that does not exist', () => {
    const message = "[shop/web] 'allowFrom.port' must be a port of the container, 8080, 5353, got 9;"
      + ' declare it, or name one that is there';

    expect(() => flows((service) => service.allowFrom(TrafficPeer.namespace('edge'), { port: 9 })))
      .toThrow(new Error(message));
    expect(message).toMatch(NAMED_ERROR);
  });

  it('refuses a flow that is open already', () => {
    const flow = JSON.stringify({ from: [inNamespace('monitoring')], ports: [{ protocol: 'TCP', port: 8080 }] });
    const message = `[shop/web] 'allowFrom' must open a flow that is not open yet, got ${flow}; remove this call`;

    expect(() => flows((service) => service.allowFrom(TrafficPeer.namespace('monitoring'))))
      .toThrow(new Error(message));
    expect(message).toMatch(NAMED_ERROR);
  });
});

describe('a Service of cdk8s-plus', () => {
  it.each<[string, (service: ProductionService) => void]>([
    ['made for the Deployment', ({ deployment, node }) => new kplus.Service(node.scope as Chart, 'Other', {
      metadata: { name: 'other' }, selector: deployment, ports: [{ port: 81, targetPort: 8080 }],
    })],
    ['made by the Deployment', ({ deployment }) => deployment.exposeViaService({
      name: 'other', ports: [{ port: 81, targetPort: 8080 }],
    })],
  ])('%s selects by the name, not by the place in the tree', (_, make) => {
    const found = render((chart) => make(new ProductionService(chart, 'web', { image: IMAGE })));
    const other = found.find(({ kind, metadata }) => kind === 'Service' && metadata.name === 'other');

    expect(other.spec.selector).toEqual({ 'app.kubernetes.io/instance': 'web' });
  });
});

function flows(by: (service: ProductionService) => void): Manifest[] {
  const ports = [{ name: 'dns', containerPort: 5353, protocol: WorkloadProtocol.UDP }];
  const found = render((chart) => by(new ProductionService(chart, 'web', { image: IMAGE, port: 8080, ports })));
  return only(found, 'NetworkPolicy').spec.ingress;
}

function inNamespace(namespace: string): object {
  return { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } } };
}

function portsOf(props: Partial<ProductionServiceProps>): Record<'container' | 'service', Manifest[]> {
  const found = render((chart) => { new ProductionService(chart, 'web', { image: IMAGE, ...props }); });
  const [container] = only(found, 'Deployment').spec.template.spec.containers;
  return { container: container.ports, service: only(found, 'Service').spec.ports };
}
