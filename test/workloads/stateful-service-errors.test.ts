import { Duration, Size } from 'cdk8s';
import { ClaimAccessMode, ClaimRetention, Config, Metrics, StatefulService, TrafficPeer, VolumeClaim } from '../../src';
import { messageOf, NAMED_ERROR } from '../support/errors';
import { IMAGE, render, stage } from '../support/render';
import { Manifest } from '../support/schemas';
import { addStore, claim, makeStore, podSpecOf, STORE, StoreProps } from '../support/stores';

/** What is refused, by which props or call, with which complaint. */
type RefusedProps = [string, StoreProps, string];
type RefusedCall = [string, (store: StatefulService) => void, string];
type RefusedClaim = [string, Partial<VolumeClaim>, string];

const TOO_LONG = 's'.repeat(53);
const FOLDER = 'be an absolute folder below /, without a colon, without .. and without / at its end';
const SIZE = "'claims.size' must be whole MiB, at least one, and less than 8 EiB";
const SIZE_REMEDY = 'say how large each volume is, such as Size.gibibytes(10)';
const PORT_MUST = 'must be 1024 or above, for the user without privileges may not bind a lower one';
const NO_NAME = 'must have a volume with a name of its own, not that of';
const NO_NAME_REMEDY = 'choose another folder, or another name for the claim';
const LABEL = 'a DNS-1123 label (lower-case letters, digits and -, at most 63)';

describe('the ports of StatefulService', () => {
  it.each<RefusedProps>([
    ['none', { ports: [] }, "'ports' must hold a port, got []; name the port that callers connect to"],
    ['nothing, as JavaScript can', { ports: undefined },
      "'ports' must be a list, got nothing; give it: it has no default"],
    ['one that the Service would translate', { ports: [{ name: 'sql', containerPort: 5432, servicePort: 80 }] },
      "'ports.sql.servicePort' must equal containerPort, 5432, for callers of a headless Service reach the pods,"
      + ' got 80; leave it out'],
    ['one that root alone may bind', { ports: [{ name: 'web', containerPort: 80 }] },
      `'ports.web.containerPort' ${PORT_MUST}, got 80; let the process listen on a higher one; a Service may still`
      + ' offer this one'],
    ['a number that is none', { ports: [{ name: 'web', containerPort: Infinity }] },
      "'ports.web.containerPort' must be a whole number from 1 to 65535, got Infinity; give a number within the range"],
    ['a name that is none', { ports: [{ name: 'Redis', containerPort: 6379 }] }, "'ports.name' must have at most 15"
      + ' lower-case letters, digits and -, a letter among them, got "Redis"; choose such a name'],
    ['a name twice', { ports: [...STORE.ports, { name: 'redis', containerPort: 6380 }] },
      "'ports.name' must be unique, got \"redis\"; change or remove one of them"],
    ['none of TCP, which Prometheus asks',
      { ports: [{ name: 'dns', containerPort: 5353, protocol: 'UDP' as never }] }, "'metrics.port' must be a TCP port"
      + ' of the container, of which there is none, got nothing; declare it, or name one that is there'],
    ['one for metrics that root alone may bind', { metrics: Metrics.at({ port: 80 }) },
      `'metrics.port' ${PORT_MUST}, got 80; let the process listen on a higher one; a Service may still offer this`
      + ' one'],
  ])('are refused where they are %s', (...[, props, complaint]) => {
    expectRefusal(() => makeStore(props), complaint);
  });
});

describe('a claim of StatefulService', () => {
  it.each<RefusedClaim>([
    ['of nothing', { size: Size.gibibytes(0) }, `${SIZE}, got "0Gi"`],
    ['of less than a MiB', { size: Size.kibibytes(1023) }, `${SIZE}, got "1023Ki"`],
    ['of a fraction of a MiB', { size: Size.kibibytes(1536) }, `${SIZE}, got "1536Ki"`],
    ['of a size that is none', { size: Size.gibibytes(NaN) }, `${SIZE}, got "NaNGi"`],
    ['of more than Kubernetes can count', { size: Size.pebibyte(8192) }, `${SIZE}, got "8192Pi"`],
  ])('is refused %s', (...[, changes, complaint]) => {
    expectRefusal(() => makeStore({ claims: [claim(changes)] }), `${complaint}; ${SIZE_REMEDY}`);
  });

  it.each([['data'], ['./data'], ['/'], ['/data/'], ['/a/../b'], ['/a:b']])('is refused at %s', (mountPath) => {
    expectRefusal(() => makeStore({ claims: [claim({ mountPath })] }),
      `'claims.mountPath' must ${FOLDER}, got "${mountPath}"; write it like /var/cache/app`);
  });

  it.each<RefusedClaim>([
    ['at nothing, as JavaScript can', { mountPath: undefined },
      "'claims[0].mountPath' must be text, got nothing; give it: it has no default"],
    ['without a size, as JavaScript can', { size: undefined },
      "'claims[0].size' must be a Size of cdk8s, got nothing; write it like Size.mebibytes(256)"],
    ['at a folder that is taken', { mountPath: '/tmp', name: 'mine' },
      "'claims.mountPath' must be a folder that nothing is mounted at, got \"/tmp\"; choose another one"],
    ['under the name of the volume at /tmp', { name: 'tmp' },
      `'claims.mountPath' ${NO_NAME} /tmp, tmp, got "/data"; ${NO_NAME_REMEDY}`],
    ['under a name that volumes of other containers may have', { name: 'tmp--agent' }, "'claims.name' must not begin"
      + ' with tmp--, as the volumes of other containers\' own /tmp do, got "tmp--agent"; choose another one'],
    ['under a name with an underscore', { name: 'my_data' },
      `'claims.name' must be ${LABEL}, got "my_data"; choose such a name`],
    ['under a name that is too long', { name: 'd'.repeat(64) },
      `'claims.name' must be ${LABEL}, got "${'d'.repeat(64)}"; choose such a name`],
    ['under an empty name', { name: '' }, `'claims.name' must be ${LABEL}, got ""; choose such a name`],
    ['of a class that cannot be', { storageClassName: 'Fast SSD' }, "'claims.storageClassName' must be a DNS-1123"
      + ' subdomain (lower-case letters, digits, - and ., at most 253), got "Fast SSD"; choose such a name'],
  ])('is refused %s', (...[, changes, complaint]) => {
    expectRefusal(() => makeStore({ claims: [claim(changes)] }), complaint);
  });

  it.each<RefusedProps>([
    ['two of one name', { claims: [claim({}), claim({ mountPath: '/wal', name: 'data' })] },
      "'claims.name' must be unique, got \"data\"; change or remove one of the two"],
    ['two at one folder', { claims: [claim({}), claim({ name: 'log' })] },
      "'claims.mountPath' must be a folder that nothing is mounted at, got \"/data\"; choose another one"],
    ['one at the folder of the configuration',
      { claims: [claim({ mountPath: '/etc/config', name: 'etc' })], config: Config.files({ a: 'b' }) },
      "'claims.mountPath' must be a folder that nothing is mounted at, got \"/etc/config\"; choose another one"],
    ['one named like the volume of the configuration',
      { claims: [claim({ name: 'etc-config' })], config: Config.files({ a: 'b' }) },
      `'claims.mountPath' ${NO_NAME} /etc/config, etc-config, got "/data"; ${NO_NAME_REMEDY}`],
    ['nothing, as JavaScript can', { claims: undefined },
      "'claims' must be a list, got nothing; give it: it has no default"],
  ])('is refused where there are: %s', (...[, props, complaint]) => {
    expectRefusal(() => makeStore(props), complaint);
  });

  it('may be of one pod alone on every minor, for the oldest serves that already', () => {
    const claims = [claim({ accessMode: ClaimAccessMode.READ_WRITE_ONCE_POD })];

    expect(() => makeStore({ claims }, { kubernetesVersion: '1.28' })).not.toThrow();
  });
});

describe('other props of StatefulService', () => {
  it.each<RefusedProps>([
    ['a retention of nothing', { claims: [], claimRetention: ClaimRetention.retained() },
      "'claimRetention' must come with claims, got []; leave it out, or add a claim"],
    ['a retention without a reason', { claimRetention: ClaimRetention.discarded(' ') },
      "'claimRetention' must say why, got \" \"; write the reason, it appears in the readiness report"],
    ['a retention that discards never',
      { claimRetention: ClaimRetention.discarded('a cache', { whenDeleted: false, whenScaled: false }) },
      "'claimRetention' must discard volumes at some time, got {\"whenDeleted\":false,\"whenScaled\":false};"
      + ' use ClaimRetention.retained()'],
    ['a name that is too long for the label of a revision', { name: TOO_LONG }, "'name' must have at most 52"
      + ` characters, for the controller writes it into a label with more, got "${TOO_LONG}"; shorten the id, or give`
      + ' a name'],
    ['a name that is none', { name: 'Store' }, "'name' must be a DNS-1035 label (lower-case letters, digits and -, a"
      + ' letter first, at most 63), as Services need, got "Store"; change the id, or give a name'],
    ['no image, as JavaScript can', { image: undefined },
      "'image' must be text, got nothing; give it: it has no default"],
    ['a fraction of a second', { minReady: Duration.millis(1500) }, "'minReady' must be whole seconds from 0 to"
      + ' 2147483647, got "1.5 seconds"; give a duration within the range, such as Duration.seconds(30)'],
    ['more seconds than fit', { minReady: Duration.seconds(2 ** 31) }, "'minReady' must be whole seconds from 0 to"
      + ' 2147483647, got "2147483648 seconds"; give a duration within the range, such as Duration.seconds(30)'],
  ])('refuse %s', (...[, props, complaint]) => {
    expectRefusal(() => makeStore(props), complaint);
  });

  it.each([0, -1, 1.5, Infinity, 2 ** 31])('refuse %s replicas', (replicas) => {
    expectRefusal(() => makeStore({ replicas }),
      `'replicas' must be a whole number from 1 to 2147483647, got ${replicas}; give a number within the range`);
  });
});

describe('the verbs of StatefulService', () => {
  it.each<RefusedCall>([
    ['a dependency on itself', (store) => store.dependsOn(store),
      "'dependsOn' must name another workload, got \"store\"; remove it"],
    ['peers twice', (store) => [1, 2].forEach(() => store.allowPeers()), "'allowPeers' must open a flow that is not"
      + ' open yet, got {"from":[{"podSelector":{"matchLabels":{"app.kubernetes.io/instance":"store"}}}],"ports":'
      + '[{"protocol":"TCP","port":6379}]}; remove this call'],
    ['peers on a port of nobody', (store) => store.allowPeers({ port: 7000 }), "'allowPeers.port' must be a port of the"
      + ' container, 6379, got 7000; declare it, or name one that is there'],
    ['a caller on a port of nobody', (store) => store.allowFrom(TrafficPeer.namespace('web'), { port: 7000 }),
      "'allowFrom.port' must be a port of the container, 6379, got 7000; declare it, or name one that is"
      + ' there'],
    ['a namespace that is none', (store) => store.admitNamespace('Web', store.reachablePorts[0]),
      `'admitNamespace' must be ${LABEL}, got "Web"; choose such a name`],
    ['a folder where a claim is', (store) => store.addWritableFolder('/data'), "'addWritableFolder.path' must be a"
      + ' folder that nothing is mounted at, got "/data"; choose another one'],
    ['a Secret where a claim is', (store) => store.mountSecret('tls', '/data'),
      "'mountSecret.path' must be a folder that nothing is mounted at, got \"/data\"; choose another one"],
    ['no operation', (store) => store.patch(store.statefulSet), "'patch' must be given an operation, got []; give"
      + " one, such as JsonPatch.add('/metadata/labels/tier', 'web')"],
    ['a document that is none', (store) => store.mergePatch(store.statefulSet, [] as object),
      "'mergePatch.document' must be an object, got []; write { ... }"],
  ])('refuse %s', (...[, act, complaint]) => {
    expectRefusal(() => act(makeStore()), complaint);
  });

  it('refuse a folder whose volume would be named like a claim', () => {
    const store = makeStore({ claims: [claim({ name: 'cache' })] });

    expectRefusal(() => store.addWritableFolder('/cache'),
      `'addWritableFolder.path' ${NO_NAME} /data, cache, got "/cache"; ${NO_NAME_REMEDY}`);
  });

  it('refuse a waiver that few replicas have already', () => {
    const store = makeStore({ replicas: 1 });

    expectRefusal(() => store.waive('has-enough-replicas', 'one writer'), "'waive.checkId' must be waived once, got"
      + ' "has-enough-replicas"; remove this call: an opt-out, the environment or another call gave a reason already');
  });

  it('refuse an object of another store', () => {
    const { chart } = stage();
    const other = new StatefulService(chart, 'other', STORE);

    expectRefusal(() => addStore(chart).patch(other.statefulSet), "'patch' must be given an object of shop/store, got"
      + ' "shop/other"; patch it through the construct that made it');
  });

  it('take a sidecar beside a claim whose name is almost that of its volume', () => {
    const found = render((chart) => {
      addStore(chart, { claims: [claim({ name: 'tmp-agent' })] }).addSidecar('agent', { image: IMAGE, port: 8125 });
    });

    expect(podSpecOf(found).volumes.map(({ name }: Manifest) => name)).toEqual(['tmp', 'tmp--agent']);
  });
});

function expectRefusal(act: () => void, complaint: string): void {
  const message = messageOf(act);

  expect(message).toBe(`[shop/store] ${complaint}`);
  expect(message).toMatch(NAMED_ERROR);
}
