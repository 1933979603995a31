import { Chart } from 'cdk8s';
import { PodSecurity, ProductionNamespace, Provider } from '../../../src';
import { Images } from '../../../src/internal/images/third-party-images';
import {
  addEtcd, etcdDrill, etcdManifests, EtcdProps, makeEtcd, named, podSpec, step, variables, WEEKLY,
} from '../../support/backups';
import { messageOf } from '../../support/errors';
import { render, stage } from '../../support/render';
import { Manifest } from '../../support/schemas';

type Refused = [string, EtcdProps, string];

const VERSION_MUST = "'serverVersion' must be a minor version of etcd whose snapshots the tools read, 3.5, 3.6, 3.7";
const VERSION_REMEDY = 'write the first two numbers of `etcdctl endpoint status`, or upgrade etcd';
const ENDPOINT_MUST = "'endpoint' must be one https address with a port";
const ENDPOINT_REMEDY = 'write it like https://127.0.0.1:2379; a snapshot is taken of one member';
const TOOLS_REMEDY = 'leave it out, or say which serverVersion there is';
const NAMESPACE_MUST = "'namespace' must admit pods on the network of their node, which Pod Security allows at the"
  + ' level'
  + ' privileged alone, got';
const NAMESPACE_REMEDY = 'put it into kube-system, or a namespace of its own with'
  + " PodSecurity.privileged('etcd backups')";
const LEVELS = [
  ['restricted', PodSecurity.restricted()], ['baseline', PodSecurity.baseline('a node agent')],
] as const;

describe('the etcd of EtcdBackup', () => {
  it.each([
    ['1.28', Images.ETCD_3_6], ['1.33', Images.ETCD_3_6], ['1.34', Images.ETCD_3_6], ['1.36', Images.ETCD_3_6],
    ['1.37', Images.ETCD_3_7],
  ])('is that of kubeadm on %s', (kubernetesVersion, image) => {
    expect(step(podSpec(etcdManifests({}, { kubernetesVersion })), 'snapshot').image).toBe(image);
  });

  it.each([
    ['3.5', Images.ETCD_3_6], ['3.6', Images.ETCD_3_6], ['3.7', Images.ETCD_3_7],
  ])('may be %s', (serverVersion, image) => {
    expect(step(podSpec(etcdManifests({ serverVersion })), 'verify').image).toBe(image);
  });

  it.each([
    ['3.5', 'registry.k8s.io/etcd:3.5.21-0'], ['3.6', 'quay.io/coreos/etcd:v3.7.1'],
    ['3.7', 'acme.io/etcd:v3.8.0'], ['3.5', 'acme.io/etcd:stable'],
    ['3.6', `acme.io/etcd@sha256:${'a'.repeat(64)}`],
  ])('of version %s is read by %s', (serverVersion, image) => {
    expect(step(podSpec(etcdManifests({ serverVersion, image })), 'snapshot').image).toBe(image);
  });

  it.each(['https://10.0.0.5:12379', 'https://etcd.acme.io:2379', 'https://[fd00::1]:2379'])(
    'answers at %s', (endpoint) => {
      const spec = podSpec(etcdManifests({ endpoint }));

      expect(step(spec, 'health').command[1]).toBe(`--endpoints=${endpoint}`);
      expect(variables(step(spec, 'count')).ETCD_ENDPOINT).toBe(endpoint);
    },
  );

  it('has its certificates in another folder', () => {
    const { volumes } = podSpec(etcdManifests({ pkiFolder: '/var/lib/etcd/tls' }));
    const paths = volumes.flatMap(({ hostPath }: Manifest) => hostPath?.path ?? []);

    expect(paths).toEqual(['ca.crt', 'healthcheck-client.crt', 'healthcheck-client.key']
      .map((file) => `/var/lib/etcd/tls/${file}`));
  });

  it.each<Refused>([
    ['3.4', { serverVersion: '3.4' }, `${VERSION_MUST}, got "3.4"; ${VERSION_REMEDY}`],
    ['4.0', { serverVersion: '4.0' }, `${VERSION_MUST}, got "4.0"; ${VERSION_REMEDY}`],
    ['3.6.1', { serverVersion: '3.6.1' }, `${VERSION_MUST}, got "3.6.1"; ${VERSION_REMEDY}`],
    ['tools that are too old', { serverVersion: '3.6', image: 'acme.io/etcd:v3.5.21' }, "'image' must hold the tools of"
      + ` etcd 3.6 or of the minor above, got "acme.io/etcd:v3.5.21"; ${TOOLS_REMEDY}`],
    ['tools that are too new', { serverVersion: '3.5', image: 'acme.io/etcd:v3.7.1' }, "'image' must hold the tools of"
      + ` etcd 3.5 or of the minor above, got "acme.io/etcd:v3.7.1"; ${TOOLS_REMEDY}`],
    ['tools of another major', { image: 'acme.io/etcd:4.6.0' }, "'image' must hold the tools of etcd 3.5 or of the"
      + ' minor'
      + ` above, got "acme.io/etcd:4.6.0"; ${TOOLS_REMEDY}`],
    ['an image that is none', { image: 'etcd' }, "'image' must name a tag other than latest, or a digest, got \"etcd\";"
      + ' pin the version, or a restart may run other code than the pod beside it'],
    ['http', { endpoint: 'http://127.0.0.1:2379' },
      `${ENDPOINT_MUST}, got "http://127.0.0.1:2379"; ${ENDPOINT_REMEDY}`],
    ['no port', { endpoint: 'https://127.0.0.1' }, `${ENDPOINT_MUST}, got "https://127.0.0.1"; ${ENDPOINT_REMEDY}`],
    ['two members', { endpoint: 'https://a:2379,https://b:2379' },
      `${ENDPOINT_MUST}, got "https://a:2379,https://b:2379"; ${ENDPOINT_REMEDY}`],
    ['what the kubelet would expand', { endpoint: 'https://$(POD_NAME):2379' },
      `${ENDPOINT_MUST}, got "https://$(POD_NAME):2379"; ${ENDPOINT_REMEDY}`],
    ['a port that is none', { endpoint: 'https://a:65536' },
      `${ENDPOINT_MUST}, got "https://a:65536"; ${ENDPOINT_REMEDY}`],
    ['a folder that is none', { pkiFolder: 'pki' }, "'pkiFolder' must be an absolute folder below /, without a colon,"
      + ' without .. and without / at its end, got "pki"; write it like /var/cache/app'],
  ])('is refused with %s', (_, props, complaint) => {
    expect(messageOf(() => makeEtcd(props))).toBe(`[shop/etcd] ${complaint}`);
  });
});

describe('the place of EtcdBackup', () => {
  it.each([Provider.EKS, Provider.GKE, Provider.AKS])('is refused on %s, with the way out', (provider) => {
    expect(messageOf(() => makeEtcd({}, { provider }))).toBe("[shop/etcd] 'provider' must run a control plane of its"
      + ` own; nobody but the provider reaches the etcd of ${provider}, got "${provider}"; back up what is in the`
      + ' cluster'
      + ' with Velero and keep its manifests in Git; the provider saves etcd');
  });

  it.each(LEVELS)('may not be a namespace that enforces %s, declared before', (level, podSecurity) => {
    const { chart } = stage();
    new ProductionNamespace(chart, 'shop', { podSecurity });

    expect(messageOf(() => addEtcd(chart)))
      .toBe(`[shop/etcd] ${NAMESPACE_MUST} "shop, which enforces ${level}"; ${NAMESPACE_REMEDY}`);
  });

  it.each(LEVELS)('may not be within a namespace that enforces %s', (level, podSecurity) => {
    const around = new ProductionNamespace(stage().chart, 'infra', { podSecurity });

    expect(messageOf(() => addEtcd(around)))
      .toBe(`[shop/infra/etcd] ${NAMESPACE_MUST} "infra, which enforces ${level}"; ${NAMESPACE_REMEDY}`);
  });

  it.each(LEVELS)('may not be a namespace that enforces %s, declared after', (level, podSecurity) => {
    const { app, chart } = stage();
    addEtcd(chart);
    new ProductionNamespace(new Chart(app, 'later'), 'shop', { podSecurity });

    expect(messageOf(() => app.synthYaml())).toBe('Nothing was written:\n'
      + `  [shop/etcd] ${NAMESPACE_MUST} "shop, which enforces ${level}"; ${NAMESPACE_REMEDY}`);
  });

  it('may be a namespace that admits its pods', () => {
    const found = render((chart) => {
      addEtcd(new ProductionNamespace(chart, 'infra', { podSecurity: PodSecurity.privileged('etcd backups') }));
    });

    expect(named(found, 'CronJob', 'etcd').metadata.namespace).toBe('infra');
  });
});

describe('the rehearsal of EtcdBackup', () => {
  it.each([
    ['those that it is told', ['/registry/secrets/', '/registry/pods/shop/'],
      '/registry/secrets/\n/registry/pods/shop/\n'],
    ['no keys at all', [], ''],
    ['whatever a key may hold', ['$(HOSTNAME)', '`id`', " it's \\ \"x\" é"], '$(HOSTNAME)\n`id`\n it\'s \\ "x" é\n'],
  ])('asks for %s, as data alone', (_, keys, text) => {
    const found = etcdDrill({ keys });

    expect(named(found, 'ConfigMap', 'etcd-drill').data.keys).toBe(text);
    for (const key of keys) expect(JSON.stringify(podSpec(found))).not.toContain(JSON.stringify(key).slice(1, -1));
  });

  it.each(['', 'a\nb', 'a\r', '\0'])('refuses %j as a key', (key) => {
    expect(messageOf(() => makeEtcd().rehearse({ ...WEEKLY, keys: [key] }))).toBe("[shop/etcd] 'rehearse.keys' must be"
      + ` keys of one line, got ${JSON.stringify(key)}; name each key, or its beginning, for itself`);
  });

  it('refuses a tab where no file could begin with it', () => {
    expect(messageOf(() => makeEtcd().rehearse({ ...WEEKLY, keys: ['\ta'] }))).toBe("[shop/etcd] 'rehearse.keys'"
      + ' must not'
      + ' begin with a tab where it has more than one line, got "\\ta\\n"; write it differently, or ship it in a file');
  });

  it('needs a minor that ends servers with the job that they are for', () => {
    const backup = makeEtcd({}, { kubernetesVersion: '1.28' });

    expect(messageOf(() => backup.rehearse(WEEKLY))).toBe("[shop/etcd] 'kubernetesVersion' must be 1.29 or later:"
      + ' before'
      + ' that, no server can end with the job that it is for, got "1.28"; upgrade the clusters, or rehearse by hand');
  });
});
