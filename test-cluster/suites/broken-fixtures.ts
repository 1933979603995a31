import { ProductionService, PublicRoute, RouteFlavor, RouteTls } from '../../src';
import { readDocuments } from '../../src/cli/dry-run/manifest-file';
import { judge } from '../../src/cli/dry-run/verdict';
import { only, render, IMAGE } from '../../test/support/render';
import { Manifest } from '../../test/support/schemas';
import { conform } from '../harness/conformance';
import { MinorUnderTest } from '../harness/minor';
import { removeNamespaces, untilNamespacesAreGone } from '../harness/namespaces';

/** Fields that came after a minor; the newest minor knows all that we know. */
const NEWER_FIELDS: Record<string, object> = {
  '1.28': { containers: [{ lifecycle: { preStop: { sleep: { seconds: 5 } } } }] },
  '1.30': { resources: { requests: { cpu: '1' } } },
};

/** A mistake in one object of a service, or of its route. */
interface Mistake {
  readonly name: string;
  readonly kind: string;
  /** What the API server says of it. */
  readonly complaint: RegExp;
  change(manifest: Manifest): void;
}

const MISTAKES: readonly Mistake[] = [
  {
    name: 'minDomains where pods are scheduled anyway',
    kind: 'Deployment',
    complaint: /minDomains/,
    change: ({ spec }) => Object.assign(spec.template.spec.topologySpreadConstraints[0], { minDomains: 3 }),
  },
  {
    name: 'a misspelt field',
    kind: 'Deployment',
    complaint: /unknown field.*readinesProbe/,
    change: ({ spec }) => Object.assign(spec.template.spec.containers[0], { readinesProbe: {} }),
  },
  {
    name: 'a pod that is not restricted',
    kind: 'Deployment',
    complaint: /violate.* PodSecurity/,
    change: ({ spec }) => Object.assign(spec.template.spec.containers[0].securityContext, {
      allowPrivilegeEscalation: true,
    }),
  },
  {
    name: 'an autoscaler whose minimum is above its maximum',
    kind: 'HorizontalPodAutoscaler',
    complaint: /maxReplicas/,
    change: ({ spec }) => Object.assign(spec, { minReplicas: 11 }),
  },
  {
    name: 'a listener for HTTPS that does not decrypt, which no schema sees',
    kind: 'ListenerSet',
    complaint: /tls mode must be Terminate for protocol HTTPS/,
    change: ({ spec }) => Object.assign(spec.listeners[0].tls, { mode: 'Passthrough' }),
  },
  {
    name: 'a misspelt field of a certificate',
    kind: 'Certificate',
    complaint: /unknown field.*dnsName/,
    change: ({ spec }) => Object.assign(spec, { dnsName: 'shop.example.com' }),
  },
];

/** Shows that what conformance asks of a minor notices mistakes, those among them that schemas cannot see. */
export function describeBrokenFixtures({ release, cluster }: MinorUnderTest): void {
  beforeAll(async () => {
    await untilNamespacesAreGone(cluster(), ['shop']);
  });

  afterEach(async () => {
    await removeNamespaces(cluster(), ['shop']);
  });

  it.each(MISTAKES)('catches $name', async ({ kind, change, complaint }) => {
    const manifest = only(service(release.minor), kind);
    change(manifest);
    const { problems } = await conform(cluster(), JSON.stringify(manifest));
    expect(problems).toContainEqual(expect.stringMatching(complaint));
  });

  it('takes what was broken before it was', async () => {
    const text = service(release.minor).map((manifest) => JSON.stringify(manifest)).join('\n---\n');
    const { problems } = await conform(cluster(), text);
    expect(problems).toEqual([]);
  });

  it('catches a field that is too new', async () => {
    const fields = NEWER_FIELDS[release.minor];
    if (fields === undefined) return;
    const manifest = only(service(release.minor), 'Deployment');
    merge(manifest.spec.template.spec, fields);
    const { problems } = await conform(cluster(), JSON.stringify(manifest));
    expect(problems).toContainEqual(expect.stringMatching(/unknown field/));
  });

  it('catches a version label that an upgrade adds to a selector', async () => {
    const manifest = only(service(release.minor), 'Deployment');
    await conform(cluster(), JSON.stringify(manifest));
    manifest.spec.selector.matchLabels['app.kubernetes.io/version'] = '1.4.2';
    const [document] = readDocuments(JSON.stringify(manifest));
    const verdict = await judge(cluster().connection, cluster().resources, document);
    expect(verdict.outcome).toBe('refused');
    expect(verdict.messages).toContainEqual(expect.stringMatching(/selector.*immutable/s));
  });
}

function service(kubernetesVersion: string): Manifest[] {
  return render((chart) => {
    new PublicRoute(chart, 'shop').expose(new ProductionService(chart, 'web', { image: IMAGE }), 'shop.example.com');
  }, {
    kubernetesVersion,
    ingressControllerNamespace: 'gateways',
    routes: RouteFlavor.gateway({ name: 'public', namespace: 'gateways' }),
    tls: RouteTls.clusterIssuer('letsencrypt'),
  });
}

function merge(target: any, fields: any): void {
  for (const [key, value] of Object.entries(fields)) {
    if (typeof target[key] === 'object' && typeof value === 'object') merge(target[key], value);
    else target[key] = value;
  }
}
