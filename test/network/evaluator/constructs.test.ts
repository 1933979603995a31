import { Chart } from 'cdk8s';
import { ProductionNamespace, ProductionService, TrafficPeer } from '../../../src';
import { ExtraPeer } from '../../support/network/endpoints';
import { allowedFlows } from '../../support/network/network';
import { policy } from '../../support/network/samples';
import { IMAGE, render } from '../../support/render';

const FRONTEND = { 'app.kubernetes.io/name': 'frontend' };
const CART = { 'app.kubernetes.io/name': 'cart' };
const EXTRA: ExtraPeer[] = [
  {
    name: 'kube-dns',
    namespace: 'kube-system',
    labels: { 'k8s-app': 'kube-dns' },
    ports: [{ port: 53, protocol: 'UDP' }, { port: 53, protocol: 'TCP' }, { port: 9153 }],
  },
  { name: 'prometheus', namespace: 'monitoring', labels: {}, ports: [{ port: 9090 }] },
  { name: 'controller', namespace: 'edge', labels: {} },
  { name: 'auditor', namespace: 'ops', labels: { app: 'auditor' } },
  { name: 'stranger', namespace: 'ops', labels: FRONTEND },
  { address: '203.0.113.7', ports: [{ port: 443 }] },
  { address: '198.51.100.7', ports: [{ port: 443 }] },
];
const FLOWS = [
  '203.0.113.7 -> shop/frontend:8080/TCP',
  'edge/controller -> shop/frontend:8080/TCP',
  'monitoring/prometheus -> shop/cart:7070/TCP',
  'monitoring/prometheus -> shop/frontend:8080/TCP',
  'ops/auditor -> shop/cart:7070/TCP',
  'shop/cart -> kube-system/kube-dns:53/TCP',
  'shop/cart -> kube-system/kube-dns:53/UDP',
  'shop/frontend -> kube-system/kube-dns:53/TCP',
  'shop/frontend -> kube-system/kube-dns:53/UDP',
];

describe('two services of a shop', () => {
  const manifests = render(shop, { ingressControllerNamespace: 'edge' });

  it('are reached by those that were let in, and reach nothing but names', () => {
    expect(allowedFlows(manifests, EXTRA)).toEqual(FLOWS);
  });

  it('reach each other once the caller is let out too', () => {
    const egress = [{ to: [{ podSelector: { matchLabels: CART } }] }];
    const way = policy('shop/way', { podSelector: { matchLabels: FRONTEND }, policyTypes: ['Egress'], egress });
    expect(allowedFlows([...manifests, way], EXTRA)).toEqual([...FLOWS, 'shop/frontend -> shop/cart:7070/TCP'].sort());
  });
});

function shop(chart: Chart): void {
  new ProductionNamespace(chart, 'shop');
  const frontend = new ProductionService(chart, 'frontend', { image: IMAGE, port: 8080 });
  frontend.allowFrom(TrafficPeer.ingressController());
  frontend.allowFrom(TrafficPeer.cidr('203.0.113.0/24'));
  const cart = new ProductionService(chart, 'cart', { image: IMAGE, port: 7070 });
  cart.allowFrom(TrafficPeer.pods({ labels: FRONTEND }));
  cart.allowFrom(TrafficPeer.pods({ labels: { app: 'auditor' }, namespace: 'ops' }));
}
