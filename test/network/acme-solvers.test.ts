import { Chart } from 'cdk8s';
import {
  AcmeChallenge, PlatformProps, ProductionNamespace, ProductionService, PublicRoute, RouteFlavor, RouteTls,
} from '../../src';
import { Attempt, Network } from '../support/network/network';
import { IMAGE, only, render } from '../support/render';
import { Manifest, MINORS, schemaProblems } from '../support/schemas';

const ISSUER = RouteTls.clusterIssuer('letsencrypt');
const PLATFORM: PlatformProps = { ingressControllerNamespace: 'ingress', tls: ISSUER };
const NAME = 'acme-http01-solver';
const SOLVER = {
  name: 'solver',
  namespace: 'shop',
  labels: { 'acme.cert-manager.io/http01-solver': 'true', 'acme.cert-manager.io/http-domain': '617481509' },
};
const CONTROLLER = { name: 'contour', namespace: 'ingress', labels: { app: 'contour' } };

function exposed(build: (web: ProductionService, chart: Chart) => void, platform = PLATFORM): Manifest[] {
  return render((chart) => {
    new ProductionNamespace(chart, 'shop');
    build(new ProductionService(chart, 'web', { image: IMAGE }), chart);
  }, platform);
}

function policies(manifests: readonly Manifest[]): Manifest[] {
  return manifests.filter(({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name === NAME);
}

describe('the solvers of cert-manager', () => {
  it('are let in by one policy of the namespace', () => {
    const manifests = exposed((web, chart) => {
      web.exposeAt('a.example.com');
      new PublicRoute(chart, 'other').expose(web, 'b.example.com');
    });

    expect(policies(manifests)).toEqual([{
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: {
        name: NAME,
        namespace: 'shop',
        labels: { 'app.kubernetes.io/managed-by': 'cdk8s-preflight', 'environment': 'production' },
        annotations: {
          'ignore-check.kube-linter.io/dangling-networkpolicy': 'cert-manager makes the pods',
          'kube-score/ignore': 'networkpolicy-targets-pod',
        },
      },
      spec: {
        podSelector: { matchLabels: { 'acme.cert-manager.io/http01-solver': 'true' } },
        policyTypes: ['Ingress'],
        ingress: [{
          from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'ingress' } } }],
          ports: [{ protocol: 'TCP', port: 8089 }],
        }],
      },
    }]);
  });

  it('answer the ingress controller, and nobody else', () => {
    const network = new Network(exposed((web) => web.exposeAt('a.example.com')));
    const asked = (from: Attempt['from'], port: number) => network.isAllowed({ from, to: SOLVER, port });

    expect(asked(CONTROLLER, 8089)).toBe(true);
    expect(asked(CONTROLLER, 8080)).toBe(false);
    expect(asked('shop/web', 8089)).toBe(false);
    expect(asked({ name: 'other', namespace: 'elsewhere', labels: {} }, 8089)).toBe(false);
  });

  it('have room in the quota, one for each host', () => {
    const quotaOf = (hosts: readonly string[]) => only(exposed((web) => (
      hosts.forEach((host) => web.exposeAt(host))
    )), 'ResourceQuota');
    const [none, two] = [quotaOf([]), quotaOf(['a.example.com', 'b.example.com'])];

    expect(none.spec.hard).toMatchObject({ 'pods': '11', 'requests.cpu': '2750m', 'requests.memory': '2816Mi' });
    expect(two.spec.hard).toMatchObject({ 'pods': '13', 'requests.cpu': '2770m', 'requests.memory': '2944Mi' });
    expect(two.metadata.annotations['preflight/quota-basis'])
      .toContain('1 workload(s) at maximum scale plus surge, 2 pod(s) that cert-manager makes for the hosts;');
  });

  it('are no reason for a quota where no workload of ours is', () => {
    const manifests = render((chart) => {
      new ProductionNamespace(chart, 'shop');
      const elsewhere = { namespace: 'shop', labels: { app: 'web' } };
      new PublicRoute(chart, 'route').expose({
        reachableName: 'web',
        reachablePods: elsewhere,
        reachablePorts: [{ containerPort: 8080, servicePort: 80, protocol: 'TCP' }],
        admit: () => undefined,
        admitNamespace: () => undefined,
      }, 'a.example.com');
    }, PLATFORM);

    expect(policies(manifests)).toHaveLength(1);
    expect(manifests.filter(({ kind }) => kind === 'ResourceQuota')).toEqual([]);
  });

  it.each([
    ['a wildcard, which a record of the domain proves', '*.example.com', ISSUER],
    ['an issuer that writes records', 'a.example.com', RouteTls.issuer('own', { challenge: AcmeChallenge.DNS_01 })],
    ['an authority of one\'s own', 'a.example.com', RouteTls.clusterIssuer('ca', { challenge: AcmeChallenge.NONE })],
    ['a Secret', 'a.example.com', RouteTls.secret('tls')],
    ['no certificate', 'a.example.com', RouteTls.none('inside of the company')],
  ])('are not there for %s', (_, host, tls) => {
    expect(policies(exposed((web) => web.exposeAt(host, { tls })))).toEqual([]);
  });

  it('are let in at a Gateway too, from where its pods run', () => {
    const routes = RouteFlavor.gateway({ name: 'public', namespace: 'gateways' });
    const manifests = exposed((web) => web.exposeAt('a.example.com'), { ...PLATFORM, routes });

    expect(new Network(manifests).isAllowed({ from: CONTROLLER, to: SOLVER, port: 8089 })).toBe(true);
  });

  it('can be patched and waived at the route', () => {
    const manifests = exposed((web) => {
      web.exposeAt('a.example.com');
      const { route } = web;
      route!.mergePatch(route!.acmeSolverPolicy!, { metadata: { annotations: { note: 'ours' } } });
    });

    expect(policies(manifests)[0].metadata.annotations).toMatchObject({ note: 'ours' });
  });

  it('refuses a challenge that is none, and two for one host', () => {
    const wrong = () => RouteTls.clusterIssuer('a', { challenge: 'tls-alpn-01' as AcmeChallenge });
    const twice = () => exposed((web, chart) => {
      web.exposeAt('a.example.com');
      const tls = RouteTls.clusterIssuer('letsencrypt', { challenge: AcmeChallenge.DNS_01 });
      new PublicRoute(chart, 'other').expose(web, 'a.example.com', { path: '/b', tls });
    });

    expect(wrong)
      .toThrow("[RouteTls.clusterIssuer] 'challenge' must be one of http-01, dns-01, none, got \"tls-alpn-01\"");
    expect(twice).toThrow(/'expose.tls' must be RouteTls.clusterIssuer\("letsencrypt"\) for a.example.com/);
  });

  it.each(MINORS)('have a valid policy on %s', (kubernetesVersion) => {
    const manifests = exposed((web) => web.exposeAt('a.example.com'), { ...PLATFORM, kubernetesVersion });

    expect(policies(manifests).flatMap((policy) => schemaProblems(kubernetesVersion, policy))).toEqual([]);
  });
});
