import { Chart } from 'cdk8s';
import {
  ForeignService, IReachable, PodGroup, PostgresHostOptions, PostgresServer, PostgresTargetOptions, ProductionService,
  SecretKey, WorkloadProtocol,
} from '../../../src';
import { secretVolume } from '../../support/backup-parts';
import {
  ACCESS, addPostgres, makePostgres, named, podSpec, postgresManifests, step, variables,
} from '../../support/backups';
import { messageOf } from '../../support/errors';
import { IMAGE, only, render } from '../../support/render';
import { Manifest } from '../../support/schemas';
import { addStore, STORE } from '../../support/stores';

type Refused = [string, PostgresServer, string];

const RANGE = 'must be a whole number from';

describe('PostgresServer.at', () => {
  it.each([
    ['db.example.com', ['0.0.0.0/0', '::/0']], ['10.0.0.5', ['10.0.0.5/32']], ['fd00::5', ['fd00::5/128']],
  ])('reaches %s', (host, networks) => {
    const found = postgresManifests({ server: at({}, host) });

    expect(connection(found).PGHOST).toBe(host);
    expect(opened(found)).toEqual(networks.map((cidr) => [cidr, 5432]));
  });

  it('has a port and a network of its own', () => {
    const found = postgresManifests({ server: at({ port: 6432, cidr: '10.20.0.0/16' }) });

    expect(connection(found).PGPORT).toBe('6432');
    expect(opened(found)).toEqual([['10.20.0.0/16', 6432]]);
  });

  it('knows its readers by a password and is known by its certificate', () => {
    const server = at({ password: SecretKey.of('db', 'pw'), certificateAuthority: SecretKey.of('db-ca', 'root.pem') });
    const spec = podSpec(postgresManifests({ server }));

    expect(variables(step(spec, 'credentials')).PASSWORD_FILE).toBe('/password/pw');
    expect(variables(step(spec, 'dump-0'))).toMatchObject({
      PGSSLMODE: 'verify-full', PGSSLROOTCERT: '/server-ca/root.pem',
    });
    expect(spec.volumes).toContainEqual(
      secretVolume('password', 'db', 'pw'),
    );
  });

  it.each(['backup', 'Backup User', '$(HOSTNAME)', '`id`', "o'neill", '-U'])('is read by %j, as data alone', (user) => {
    const found = postgresManifests({ server: at({ user }) });

    expect(named(found, 'ConfigMap', 'orders').data.user).toBe(user);
    expect(step(podSpec(found), 'globals').env).toContainEqual(
      { name: 'PGUSER', valueFrom: { configMapKeyRef: { name: 'orders', key: 'user' } } },
    );
  });
});

describe('PostgresServer.of', () => {
  const ports = [{ name: 'sql', containerPort: 5432 }, { name: 'admin', containerPort: 8080 }];

  it('reaches a server of ours, which lets the backup in', () => {
    const found = render((chart) => {
      addPostgres(chart, { server: of(addStore(chart, { ports: STORE.ports })) });
    });
    const { egress } = named(found, 'NetworkPolicy', 'orders').spec;
    const { ingress } = named(found, 'NetworkPolicy', 'store').spec;
    const only6379 = [{ protocol: 'TCP', port: 6379 }];

    expect(connection(found)).toMatchObject({ PGHOST: 'store', PGPORT: '6379' });
    expect(egress).toContainEqual(
      { to: [{ podSelector: { matchLabels: { 'app.kubernetes.io/instance': 'store' } } }], ports: only6379 },
    );
    expect(ingress).toContainEqual(
      { from: [{ podSelector: { matchLabels: { 'app.kubernetes.io/instance': 'orders' } } }], ports: only6379 },
    );
  });

  it('reaches a port of several, through the one of the Service', () => {
    const found = render((chart) => {
      const web = new ProductionService(chart, 'web', {
        image: IMAGE, ports: [{ name: 'sql', containerPort: 5432, servicePort: 15432 }, ports[1]],
      });
      addPostgres(chart, { server: of(web, { port: 5432 }) });
    });

    expect(connection(found)).toMatchObject({ PGHOST: 'web', PGPORT: '15432' });
  });

  it('reaches a server of another namespace by its full name', () => {
    const target = ForeignService.at({
      name: 'pg', namespace: 'data', podLabels: { app: 'pg' }, containerPort: 5432,
    });

    expect(connection(postgresManifests({ server: of(target) })).PGHOST).toBe('pg.data');
  });

  it('lets both backups of one server in', () => {
    const found = render((chart) => {
      const server = of(addStore(chart));
      addPostgres(new Chart(chart, 'one', { namespace: 'shop' }), { server, name: 'one' });
      addPostgres(new Chart(chart, 'two', { namespace: 'shop' }), { server, name: 'two' });
    });
    const callers = named(found, 'NetworkPolicy', 'store').spec.ingress
      .flatMap(({ from }: Manifest) => from[0].podSelector?.matchLabels['app.kubernetes.io/instance'] ?? []);

    expect(callers).toEqual(['one', 'two']);
  });

  it('refuses several ports of which none is named', () => {
    const message = messageOf(() => render((chart) => {
      addPostgres(chart, { server: of(addStore(chart, { ports })) });
    }));

    expect(message).toBe("[shop/orders] 'server.port' must name one container port of store, 5432, 8080, got"
      + ' nothing; say'
      + ' which');
  });

  it('refuses a port that does not speak TCP', () => {
    const udp = [{ name: 'dns', containerPort: 5353, protocol: WorkloadProtocol.UDP }, ports[1]];
    const message = messageOf(() => render((chart) => {
      addPostgres(chart, { server: of(addStore(chart, { ports: udp }), { port: 5353 }) });
    }));

    expect(message).toBe("[shop/orders] 'server.port' must name a TCP port of store, got 5353; say which one the server"
      + ' listens on');
  });
});

describe('a PostgresServer', () => {
  it.each<Refused>([
    ['a URL', at({}, 'https://db'), "'server.host' must be a host name or an address, got \"https://db\"; write it like"
      + ' db.example.com, without scheme and port'],
    ['what the kubelet would expand', at({}, '$(POD_NAME)'), "'server.host' must be a host name or an address, got"
      + ' "$(POD_NAME)"; write it like db.example.com, without scheme and port'],
    ['what reads as a number', at({}, '0o7'), "'server.host' must not look like a number to the API server, got"
      + ' "0o7";'
      + ' write it differently, or ship it in a file'],
    ['port 0', at({ port: 0 }), `'server.port' ${RANGE} 1 to 65535, got 0; give a number within the range`],
    ['a network that is none', at({ cidr: '10.0.0.0' }),
      "'server.cidr' must be a network, got \"10.0.0.0\"; write it like 10.20.0.0/16"],
    ['no user', at({ user: '' }), "'server.user' must be a role, got \"\"; name the one that reads"],
    ['a user with NUL', at({ user: 'a\0' }),
      "'server.user' must hold no NUL character, got \"a\\u0000\"; remove it, no process can receive one"],
    ['pods of no namespace', of(reachable({ namespace: 'a b' })), "'server.namespace' must be a DNS-1123 label"
      + ' (lower-case letters, digits and -, at most 63), got "a b"; choose such a name'],
    ['pods without a label', of(reachable({ labels: {} })), "'server.labels' must hold a label, got {}; name one that"
      + ' the pods carry, none would mean every pod'],
    ['half a major', at({ major: 17.5 }),
      `'server.major' ${RANGE} 10 to 99, got 17.5; give a number within the range`],
    ['a major of long ago', at({ major: 9 }),
      `'server.major' ${RANGE} 10 to 99, got 9; give a number within the range`],
    ['a password that is none', at({ password: SecretKey.of('', 'k') }), "'server.password.secretName' must be a"
      + ' DNS-1123'
      + ' subdomain (lower-case letters, digits, - and ., at most 253), got ""; choose such a name'],
    ['an authority that is none', at({ certificateAuthority: SecretKey.of('ca', '..') }),
      "'server.certificateAuthority.key' must be a key of a Secret (letters, digits, -, _ and .), got \"..\"; write"
        + ' it as'
      + ' it stands in the Secret'],
  ])('is refused with %s', (_, server, complaint) => {
    expect(messageOf(() => makePostgres({ server, image: 'postgres:99.1' }))).toBe(`[shop/orders] ${complaint}`);
  });
});

function at(options: Partial<PostgresHostOptions>, host = 'db.example.com'): PostgresServer {
  return PostgresServer.at(host, { ...ACCESS, ...options });
}

function of(target: Parameters<typeof PostgresServer.of>[0], options: Partial<PostgresTargetOptions> = {}) {
  return PostgresServer.of(target, { ...ACCESS, ...options });
}

/** A server that somebody else makes a class of. */
function reachable(pods: Partial<PodGroup>): IReachable {
  return {
    reachableName: 'pg',
    reachablePods: { namespace: 'data', labels: { app: 'pg' }, ...pods },
    reachablePorts: [{ containerPort: 5432, servicePort: 5432, protocol: 'TCP' }],
    admit: () => undefined,
    admitNamespace: () => undefined,
  };
}

function connection(found: Manifest[]): Record<string, string> {
  return variables(step(podSpec(found.filter(({ metadata }) => metadata.name === 'orders')), 'dump-0'));
}

/** What is opened for the server: it comes after DNS, the bucket and the identity. */
function opened(found: Manifest[]): unknown[] {
  return only(found, 'NetworkPolicy').spec.egress.slice(5)
    .map(({ to, ports: [{ port }] }: Manifest) => [to[0].ipBlock.cidr, port]);
}
