import { ExtraPeer, TargetPort } from '../../support/network/endpoints';
import { allowedFlows, Network } from '../../support/network/network';
import { container, deployment, metadataOf, namespace, policy, template } from '../../support/network/samples';
import { Manifest } from '../../support/schemas';

const PORTS: TargetPort[] = [{ port: 8080 }];
const KUBE_DNS: ExtraPeer = {
  name: 'kube-dns',
  namespace: 'kube-system',
  labels: { 'k8s-app': 'kube-dns' },
  ports: [{ port: 53, protocol: 'UDP' }, { port: 53, protocol: 'TCP' }],
};
const WEB = deployment('shop/web', { app: 'web' }, [{ port: 8080, name: 'http' }]);
const CLOSED = policy('shop/deny', { policyTypes: ['Ingress', 'Egress'] });

describe('the pods of manifests', () => {
  it.each<[string, Manifest]>([
    ['Deployment', { template: template({ app: 'job' }, PORTS) }],
    ['StatefulSet', { template: template({ app: 'job' }, PORTS) }],
    ['DaemonSet', { template: template({ app: 'job' }, PORTS) }],
    ['Job', { template: template({ app: 'job' }, PORTS) }],
    ['CronJob', { jobTemplate: { spec: { template: template({ app: 'job' }, PORTS) } } }],
  ])('are those of a %s, by the labels of its template', (kind, spec) => {
    const ingress = [{ from: [{ podSelector: { matchLabels: { app: 'job' } } }] }];
    const manifests = [{ kind, metadata: metadataOf('shop/job'), spec }, WEB, policy('shop/p', { ingress })];
    expect(allowedFlows(manifests)).toEqual(['shop/job -> shop/job:8080/TCP', 'shop/job -> shop/web:8080/TCP']);
  });

  it('are plain ones too, which always reach themselves', () => {
    const { metadata, spec } = template({ app: 'one' }, PORTS);
    const pod = { kind: 'Pod', metadata: { ...metadataOf('shop/one'), ...metadata }, spec };
    const network = new Network([pod, WEB, CLOSED]);
    expect(network.isAllowed({ from: 'shop/one', to: 'shop/one', port: 8080 })).toBe(true);
    expect(network.isAllowed({ from: 'shop/one', to: 'shop/web', port: 8080 })).toBe(false);
    expect(network.allowedFlows()).toEqual([]);
  });

  it('have the ports of all containers that keep running', () => {
    const spec = {
      containers: [container([{ port: 8080 }]), container([{ port: 9090 }]), { name: 'silent' }],
      initContainers: [{ ...container([{ port: 15020 }]), restartPolicy: 'Always' }, container([{ port: 1 }])],
    };
    const workload = { kind: 'Deployment', metadata: metadataOf('shop/web'), spec: { template: { spec } } };
    const ports = ['15020', '8080', '9090'];
    expect(allowedFlows([workload])).toEqual(ports.map((port) => `shop/web -> shop/web:${port}/TCP`));
  });

  it('have one port where containers declare it twice', () => {
    const twice = deployment('shop/web', {}, [{ port: 8080, name: 'a' }, { port: 8080, name: 'b' }]);
    expect(allowedFlows([twice])).toEqual(['shop/web -> shop/web:8080/TCP']);
  });

  it('are refused on the network of a node', () => {
    const onNode = deployment('shop/web');
    onNode.spec.template.spec.hostNetwork = true;
    expect(() => new Network([onNode])).toThrow('shop/web is on the network of its node');
  });

  it('are refused under one name', () => {
    expect(() => new Network([WEB, { ...WEB, kind: 'StatefulSet' }])).toThrow('two workloads are called shop/web');
  });

  it('are asked for by their names', () => {
    const network = new Network([null, WEB], [KUBE_DNS]);
    expect(() => network.isAllowed({ from: 'shop/we', to: 'shop/web', port: 80 }))
      .toThrow('shop/we is none of shop/web, kube-system/kube-dns');
  });
});

describe('the allowed flows', () => {
  it('are all, sorted, where there is no policy', () => {
    expect(allowedFlows([WEB, deployment('ops/api', {}, [{ port: 7070 }, { port: 7070, protocol: 'UDP' }])])).toEqual([
      'ops/api -> ops/api:7070/TCP',
      'ops/api -> ops/api:7070/UDP',
      'ops/api -> shop/web:8080/TCP',
      'shop/web -> ops/api:7070/TCP',
      'shop/web -> ops/api:7070/UDP',
      'shop/web -> shop/web:8080/TCP',
    ]);
  });

  it('are none where a namespace is closed', () => {
    expect(allowedFlows([WEB, CLOSED], [KUBE_DNS, { address: '203.0.113.7', ports: [{ port: 443 }] }])).toEqual([]);
  });

  it('lead to foreign pods and addresses by the ports of those', () => {
    const dns = { namespaceSelector: {}, podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } };
    const egress = [
      { to: [dns], ports: [{ port: 53 }] },
      { to: [{ ipBlock: { cidr: '2001:db8::/32' } }, { ipBlock: { cidr: '203.0.113.0/24' } }] },
    ];
    const outside = ['203.0.113.7', '2001:db8::1', '198.51.100.7'];
    const extra = [KUBE_DNS, ...outside.map((address) => ({ address, ports: [{ port: 443 }] }))];
    expect(allowedFlows([WEB, CLOSED, policy('shop/out', { policyTypes: ['Egress'], egress })], extra)).toEqual([
      'shop/web -> 203.0.113.7:443/TCP',
      'shop/web -> [2001:db8::1]:443/TCP',
      'shop/web -> kube-system/kube-dns:53/TCP',
    ]);
  });

  it('come from foreign pods and addresses too', () => {
    const from = [{ namespaceSelector: { matchLabels: { team: 'edge' } } }, { ipBlock: { cidr: '203.0.113.0/24' } }];
    const manifests = [
      WEB, CLOSED, namespace('ingress', { team: 'edge' }),
      policy('shop/in', { ingress: [{ from, ports: [{ port: 'http' }] }] }),
    ];
    const extra = [
      { name: 'controller', namespace: 'ingress', labels: {} }, { address: '203.0.113.7' }, { address: '198.51.100.7' },
    ];
    expect(allowedFlows(manifests, extra))
      .toEqual(['203.0.113.7 -> shop/web:8080/TCP', 'ingress/controller -> shop/web:8080/TCP']);
  });

  it('leave out what extra peers do among themselves', () => {
    expect(allowedFlows([], [KUBE_DNS, { address: '203.0.113.7', ports: [{ port: 443 }] }])).toEqual([]);
  });

  it('refuse an address that is none', () => {
    expect(() => allowedFlows([], [{ address: 'example.com' }])).toThrow('no address: example.com');
  });

  it('tell UDP and TCP at one number apart', () => {
    const dns = deployment('shop/dns', {}, [{ port: 53 }, { port: 53, protocol: 'UDP' }]);
    const ingress = [{ ports: [{ port: 53, protocol: 'UDP' }] }];
    expect(allowedFlows([dns, policy('shop/udp', { ingress })])).toEqual(['shop/dns -> shop/dns:53/UDP']);
  });
});
