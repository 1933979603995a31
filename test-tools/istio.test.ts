import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { Chart } from 'cdk8s';
import { dump } from 'js-yaml';
import {
  CanaryService, HeaderMatch, PlatformProps, ProductionService, RolloutService, RouteTls, TrafficBackend,
  TrafficRouting, TrafficSplit, TrafficSplitProps,
} from '../src';
import { TOOLS } from './harness/programs';
import { IMAGE, only, render } from '../test/support/render';
import { Manifest } from '../test/support/schemas';

const PLATFORM: PlatformProps = { ingressControllerNamespace: 'istio-ingress', tls: RouteTls.atGateway() };
const PUBLIC = TrafficRouting.istio({ gateways: ['istio-ingress/public'] });
const TESTERS = HeaderMatch.exactly('x-canary', 'always');
const OF_THE_MESH: Manifest[] = [
  ...['shop', 'istio-ingress'].map((name) => ({
    apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: { 'istio-injection': 'enabled' } },
  })),
  {
    apiVersion: 'networking.istio.io/v1',
    kind: 'Gateway',
    metadata: { name: 'public', namespace: 'istio-ingress' },
    spec: {
      selector: { istio: 'ingress' },
      servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['*.example.com'] }],
    },
  },
  {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: 'ingress',
      namespace: 'istio-ingress',
      labels: { istio: 'ingress' },
      annotations: { 'sidecar.istio.io/status': '{}' },
    },
    spec: { containers: [{ name: 'istio-proxy', image: 'docker.io/istio/proxyv2:1.30.3' }] },
  },
];

let folder: string;

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'preflight-istio-'));
});

afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

describe('istioctl', () => {
  const splits: [string, (backends: TrafficBackend[]) => TrafficSplitProps][] = [
    ['weights within the mesh', (backends) => ({ host: 'web', backends, routing: TrafficRouting.istio() })],
    ['testers', (backends) => ({ host: 'web', backends, testers: TESTERS, routing: TrafficRouting.istio() })],
    ['a gateway', (backends) => ({
      host: 'shop.example.com', backends, routing: TrafficRouting.istio({ gateways: ['istio-ingress/public'] }),
    })],
    ['subsets', ([web, next]) => ({
      host: 'web',
      routing: TrafficRouting.istio(),
      backends: [web, { ...next, subset: { name: 'next', labels: { 'app.kubernetes.io/instance': 'next' } } }],
    })],
  ];

  it.each(splits)('has nothing to say of %s', (_, props) => {
    const file = written(splitBy(props));
    expect(analyzed(file)).toEqual({ status: 0, findings: expect.stringContaining('No validation issues found') });
    expect(validated(file)).toMatch(/is valid/);
  });

  it.each<[string, (chart: Chart) => void]>([
    ['a canary without a controller', (chart) => new CanaryService(chart, 'web', {
      image: IMAGE, canaryImage: IMAGE, routing: PUBLIC, testers: TESTERS,
    }).exposeAt('shop.example.com')],
    ['what Argo Rollouts divides', (chart) => new RolloutService(chart, 'web', {
      image: IMAGE, routing: PUBLIC, testers: TESTERS,
    }).exposeAt('shop.example.com')],
  ])('has nothing to say of %s', (_, build) => {
    const file = written([...OF_THE_MESH, ...render(build, PLATFORM)]);
    expect(analyzed(file)).toEqual({ status: 0, findings: expect.stringContaining('No validation issues found') });
    expect(validated(file)).toMatch(/is valid/);
  });

  it('finds a subset that no DestinationRule has', () => {
    const manifests = splitBy(splits[3][1]);
    only(manifests, 'DestinationRule', 'next').spec.subsets = [];
    const { findings } = analyzed(written(manifests));
    expect(findings).toMatch(/IST0101.*Referenced host\+subset in destinationrule not found/);
  });

  it('finds a misspelt field', () => {
    const manifests = splitBy(splits[0][1]);
    const { spec } = only(manifests, 'VirtualService');
    spec.hostz = spec.hosts;
    expect(validated(written(manifests))).toMatch(/unknown field "hostz"/);
  });

  it('finds weights that nobody could follow', () => {
    const manifests = splitBy(splits[0][1]);
    only(manifests, 'VirtualService').spec.http[0].route[0].weight = -10;
    expect(validated(written(manifests))).toMatch(/weight -10 < 0/);
  });
});

function splitBy(props: (backends: TrafficBackend[]) => TrafficSplitProps): Manifest[] {
  return [...OF_THE_MESH, ...render((chart: Chart) => {
    const [web, next] = ['web', 'next'].map((id) => new ProductionService(chart, id, { image: IMAGE }));
    new TrafficSplit(chart, 'shop', props([{ target: web, weight: 90 }, { target: next, weight: 10 }]));
  }, PLATFORM)];
}

function written(manifests: readonly Manifest[]): string {
  const file = path.join(folder, 'mesh.yaml');
  fs.writeFileSync(file, manifests.map((manifest) => dump(manifest)).join('---\n'));
  return file;
}

/** What Istio says of objects together. */
function analyzed(file: string) {
  const { status, stdout, stderr } = istioctl(['analyze', '-A', '--use-kube=false', file]);
  return { status, findings: stdout + stderr };
}

/** What Istio says of each. */
function validated(file: string): string {
  const { stdout, stderr } = istioctl(['validate', '-f', file]);
  return stdout + stderr;
}

function istioctl(args: readonly string[]) {
  return spawnSync(TOOLS.istioctl(), args, { encoding: 'utf8', env: { HOME: folder, KUBECONFIG: '' } });
}
