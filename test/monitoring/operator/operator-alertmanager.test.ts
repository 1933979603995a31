import { Chart, Duration, Size } from 'cdk8s';
import {
  AlertReceiver, AlertRouting, AlertRoutingProps, MetricsFlavor, OperatorAlertmanager, OperatorAlertmanagerProps,
  Platform, PlatformProps, ProductionService, SecretKey,
} from '../../../src';
import { messageOf } from '../../support/errors';
import { IMAGE, only, render } from '../../support/render';
import { Manifest, MINORS, schemaProblems } from '../../support/schemas';
import { ALERT_RECEIVERS } from '../../support/smallest-calls';

const PLATFORM = { metrics: MetricsFlavor.operator({ namespace: 'shop' }) };

describe('OperatorAlertmanager', () => {
  it('runs three members that know each other, by the routing of its namespace', () => {
    const manifests = alerting();
    expect(only(manifests, 'Alertmanager').spec).toMatchObject({
      replicas: 3,
      version: '0.33.1',
      alertmanagerConfiguration: { name: 'alerts' },
      clusterLabel: 'shop/alertmanager',
      externalUrl: 'http://alertmanager.shop.svc:9093',
      routePrefix: '/',
      retention: '120h',
      minReadySeconds: 15,
      automountServiceAccountToken: false,
      serviceName: 'alertmanager',
      storage: { volumeClaimTemplate: { spec: { resources: { requests: { storage: '1Gi' } } } } },
    });
    expect(only(manifests, 'Service').spec).toMatchObject({ clusterIP: 'None', publishNotReadyAddresses: true });
    expect(only(manifests, 'PodDisruptionBudget').spec).toMatchObject({ maxUnavailable: 1 });
  });

  it('takes a name, an image with its version, an address, replicas and storage', () => {
    const { metadata, spec } = only(alerting({
      name: 'pager',
      image: IMAGE,
      version: '0.34.0',
      externalUrl: 'https://ops.example.com/alerts/',
      replicas: 2,
      storageSize: Size.gibibytes(3),
      storageClassName: 'fast',
    }), 'Alertmanager');
    expect(metadata.name).toBe('pager');
    expect(spec).toMatchObject({
      image: IMAGE,
      version: '0.34.0',
      externalUrl: 'https://ops.example.com/alerts/',
      replicas: 2,
      storage: {
        volumeClaimTemplate: { spec: { storageClassName: 'fast', resources: { requests: { storage: '3Gi' } } } },
      },
    });
  });

  it('meets its members, sends where its routing says, and is reached by Prometheus', () => {
    const webhook = AlertReceiver.webhook(SecretKey.of('alert-receivers', 'hook'));
    const mail = AlertReceiver.email('b@example.com', { server: 'smtp.example.com:587', sender: 'a@example.com' });
    const { egress, ingress } = only(alerting({}, { critical: webhook, warning: mail }), 'NetworkPolicy').spec;
    const portsOf = (rules: Manifest[]) => rules.map(({ ports }) => ports.map(({ port, protocol }: Manifest) => (
      `${port}/${protocol}`
    )));
    expect(portsOf(egress.slice(1))).toEqual([
      ['9094/TCP', '9094/UDP'], ['443/TCP', '587/TCP'], ['443/TCP', '587/TCP'],
    ]);
    expect(portsOf(ingress)).toEqual([['9093/TCP'], ['9094/TCP', '9094/UDP']]);
  });

  it('reaches a receiver of the cluster, which lets it in', () => {
    const manifests = alerting({}, {}, {
      more: (chart, made) => made.notify(new ProductionService(chart, 'receiver', { image: IMAGE, port: 8080 })),
    });
    expect(only(manifests, 'NetworkPolicy', 'alertmanager').spec.egress).toContainEqual(expect.objectContaining({
      to: [{ podSelector: { matchLabels: { 'app.kubernetes.io/instance': 'receiver' } } }],
    }));
    expect(only(manifests, 'NetworkPolicy', 'receiver').spec.ingress).toContainEqual(expect.objectContaining({
      from: [{ podSelector: { matchLabels: { 'app.kubernetes.io/instance': 'alertmanager' } } }],
    }));
  });

  it.each(MINORS)('is valid on %s', (kubernetesVersion) => {
    const manifests = alerting({}, {}, { platform: { kubernetesVersion } });
    expect(manifests.flatMap((manifest) => schemaProblems(kubernetesVersion, manifest))).toEqual([]);
  });

  it.each<[string, OperatorAlertmanagerProps, Partial<AlertRoutingProps>, PlatformProps, string]>([
    ['metrics of another flavour', {}, {}, { metrics: MetricsFlavor.annotations() }, "'metrics' must be those of the"],
    ['too many replicas', { replicas: 6 }, {}, {}, "'replicas' must be"],
    ['a name that is too long', { name: 'a'.repeat(40) }, {}, {}, "'name' must have at most 39 characters"],
    ['a volume that is none', { storageSize: Size.gibibytes(0) }, {}, {}, "'storageSize' must be whole MiB"],
    ['a version that cannot do what is written', { version: '0.27.0' }, {}, {}, "'version' must be 0.28.0 or later"],
    ['a version that is none', { version: 'main' }, {}, {}, "'version' must be that of the program in the image"],
    ['intervals that are too short for its members', {}, { groupInterval: Duration.seconds(10) }, {},
      'must have group intervals of 30 seconds or more'],
  ])('refuses %s', (...[, props, routing, platform, message]) => {
    expect(messageOf(() => alerting(props, routing, { platform }))).toContain(message);
  });

  it('is the only one of its namespace', () => {
    expect(messageOf(() => alerting({}, {}, { more: (chart) => new OperatorAlertmanager(chart, 'second') })))
      .toContain("[shop/second] 'Alertmanager' must be the only one of namespace shop");
  });

  it('is not written with a routing in a file', () => {
    expect(messageOf(() => render((chart) => {
      const files = new Chart(chart, 'files', { namespace: 'shop' });
      Platform.configure(files, { metrics: MetricsFlavor.annotations() });
      new AlertRouting(files, 'alerts', ALERT_RECEIVERS);
      new OperatorAlertmanager(chart, 'alertmanager');
    }, PLATFORM))).toContain('below MetricsFlavor.operator() as this is');
  });

  it('reaches a receiver outside of the cluster', () => {
    const manifests = alerting({}, {}, { more: (_, made) => made.notifyHost('203.0.113.10/32', 8443) });
    expect(only(manifests, 'NetworkPolicy').spec.egress).toContainEqual({
      to: [{ ipBlock: { cidr: '203.0.113.10/32' } }], ports: [{ port: 8443, protocol: 'TCP' }],
    });
  });

  it('is written with a routing only', () => {
    expect(messageOf(() => render((chart) => new OperatorAlertmanager(chart, 'alertmanager'), PLATFORM)))
      .toContain("'configuration' must be the AlertmanagerConfig of an AlertRouting in namespace shop");
  });
});

/** What it stands in, and what stands beside it. */
interface Surroundings {
  readonly platform?: PlatformProps;
  readonly more?: (chart: Chart, made: OperatorAlertmanager) => unknown;
}

function alerting(
  props: OperatorAlertmanagerProps = {},
  routing: Partial<AlertRoutingProps> = {},
  { platform = {}, more = () => undefined }: Surroundings = {},
): Manifest[] {
  return render((chart) => {
    new AlertRouting(chart, 'alerts', { ...ALERT_RECEIVERS, ...routing });
    more(chart, new OperatorAlertmanager(chart, 'alertmanager', props));
  }, { ...PLATFORM, ...platform });
}
