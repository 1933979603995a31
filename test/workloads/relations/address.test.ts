import { App, Chart } from 'cdk8s';
import {
  Address, ForeignService, ProductionApp, ProductionNamespace, ProductionService, SecretKey, StatefulService,
} from '../../../src';
import { messageOf, NAMED_ERROR } from '../../support/errors';
import { IMAGE, readYaml, stage } from '../../support/render';
import { Manifest, schemaProblems } from '../../support/schemas';

describe('an address', () => {
  it.each<[string, Address, string]>([
    ['host and port', Address.hostAndPort('X'), 'db:5432'],
    ['the host', Address.host('X'), 'db'],
    ['the port', Address.port('X'), '5432'],
    ['a URL', Address.url('X', 'http'), 'http://db:5432'],
    ['a URL with a path', Address.url('X', 'amqps', '/v2?a=b#c'), 'amqps://db:5432/v2?a=b#c'],
    ['a URL of JDBC', Address.jdbc('X', 'postgresql', 'accounts?ssl=true'), 'jdbc:postgresql://db:5432/accounts?ssl=true'],
    ['a URL of JDBC with a driver of two words', Address.jdbc('X', 'mysql:loadbalance', 'a'),
      'jdbc:mysql:loadbalance://db:5432/a'],
    ['a template', Address.template('X', 'tcp({host}:{port})/x?at={host}'), 'tcp(db:5432)/x?at=db'],
    ['a template in JSON', Address.template('X', '{"host":"{host}"}'), '{"host":"db"}'],
  ])('tells %s', (_, address, value) => {
    expect(environmentOf([address])).toEqual([{ name: 'X', value }]);
  });

  it('has the namespace in it where that is another one', () => {
    const app = new ProductionApp();
    const chart = new Chart(app, 'all');
    const [pay, shop] = ['pay', 'shop'].map((name) => new ProductionNamespace(chart, name));
    const api = new ProductionService(shop, 'api', { image: IMAGE });
    api.dependsOn(addStore(pay), { addresses: [Address.host('DB_HOST'), Address.url('DB_URL', 'http')] });
    expect(envOf(readYaml(app.synthYaml()))).toEqual([
      { name: 'DB_HOST', value: 'db.pay' }, { name: 'DB_URL', value: 'http://db.pay:5432' },
    ]);
  });

  it('has the port that the Service offers, and that was chosen', () => {
    const { app, chart } = stage();
    const web = new ProductionService(chart, 'web', {
      image: IMAGE, ports: [{ name: 'a', containerPort: 8080, servicePort: 80 }, { name: 'b', containerPort: 9090 }],
    });
    const foreign = ForeignService.at({
      name: 'auth', namespace: 'shop', podLabels: { app: 'auth' }, containerPort: 8443, servicePort: 443,
    });
    const api = new ProductionService(chart, 'api', { image: IMAGE });
    api.dependsOn(web, { port: 8080, addresses: [Address.port('WEB_PORT')] });
    api.dependsOn(foreign, { addresses: [Address.url('AUTH_URL', 'https')] });
    expect(envOf(readYaml(app.synthYaml()))).toEqual([
      { name: 'WEB_PORT', value: '80' }, { name: 'AUTH_URL', value: 'https://auth:443' },
    ]);
  });

  it('may be there in several forms, each behind what it refers to', () => {
    const addresses = [
      Address.template('DB_URI', 'postgres://u:$(DB_PASSWORD)@{host}:{port}/x'), Address.host('DB_HOST'),
    ];
    const build = (app: App) => {
      const chart = new Chart(app, 'shop', { namespace: 'shop' });
      const api = new ProductionService(chart, 'api', { image: IMAGE });
      api.dependsOn(addStore(chart), { addressAs: 'DB_ADDR', addresses });
      api.addSecretVariable('DB_PASSWORD', SecretKey.of('db', 'password'));
      return app.synthYaml() as string;
    };
    const text = build(new ProductionApp());
    expect(envOf(readYaml(text))).toEqual([
      { name: 'DB_ADDR', value: 'db:5432' },
      { name: 'DB_PASSWORD', valueFrom: { secretKeyRef: { name: 'db', key: 'password' } } },
      { name: 'DB_URI', value: 'postgres://u:$(DB_PASSWORD)@db:5432/x' },
      { name: 'DB_HOST', value: 'db' },
    ]);
    expect(build(new App())).toBe(text);
    expect(readYaml(text).flatMap((manifest) => schemaProblems('1.30', manifest))).toEqual([]);
  });
});

const TEMPLATE = 'have {host} or {port} in it, and no other word in braces';
const EXAMPLE = 'write it like tcp://{host}:{port}; what is no address goes into env';

describe('an address is refused where', () => {
  it.each<[string, Address[], string]>([
    ['its name is none', [Address.host('A-B')],
      'must hold names of environment variables (letters, digits and _, no digit first), got "A-B"; choose such a'
      + ' name'],
    ['its name is taken by another one', [Address.host('X'), Address.port('X')],
      'must name each environment variable once, got "X"; remove one of the two'],
    ['its name is taken by env', [Address.host('MODE')],
      'must name each environment variable once, got "MODE"; remove one of the two'],
    ['its scheme is none', [Address.url('X', 'http:')],
      'must have a scheme that can stand in a URL, got "http:"; write it like http'],
    ['its path does not begin with /', [Address.url('X', 'http', 'v2')],
      'must have a path that can stand in a URL, got "v2"; write it like /v2'],
    ['its path holds white space', [Address.url('X', 'http', '/a b')],
      'must have a path that can stand in a URL, got "/a b"; write it like /v2'],
    ['its driver is none', [Address.jdbc('X', '', 'a')],
      'must have a subprotocol that can stand in a URL, got ""; write it like postgresql'],
    ['its database is none', [Address.jdbc('X', 'mysql', '/a')],
      'must have a database that can stand in a URL, got "/a"; write it like accounts'],
    ['its scheme is none', [Address.url('X', 'ht tp')],
      'must have a scheme that can stand in a URL, got "ht tp"; write it like http'],
    ['a placeholder is unknown', [Address.template('X', '{host}:{prot}')],
      `must ${TEMPLATE}, got "{host}:{prot}"; ${EXAMPLE}`],
    ['a placeholder is empty', [Address.template('X', '{host}{}')], `must ${TEMPLATE}, got "{host}{}"; ${EXAMPLE}`],
    ['no placeholder is there', [Address.template('X', 'db')], `must ${TEMPLATE}, got "db"; ${EXAMPLE}`],
    ['no process can be given it', [Address.template('X', '{host}\0')],
      'must hold no NUL character, got "{host}\\u0000"; remove it, no process can receive one'],
  ])('%s', (_, addresses, complaint) => {
    const message = messageOf(() => environmentOf(addresses));
    expect(message).toBe(`[shop/api] 'dependsOn.addresses' ${complaint}`);
    expect(message).toMatch(NAMED_ERROR);
  });

  it('addressAs has its name already', () => {
    const { chart } = stage();
    const api = new ProductionService(chart, 'api', { image: IMAGE });
    const act = () => api.dependsOn(addStore(chart), { addressAs: 'X', addresses: [Address.host('X')] });
    expect(act).toThrow("'dependsOn.addresses' must name each environment variable once, got \"X\"");
  });

  it('nothing resolves what it refers to', () => {
    const message = messageOf(() => environmentOf([Address.template('X', '$(USER)@{host}')]));
    expect(message).toContain("'env.X' must refer to variables that the container has, and USER is none");
  });

  it.each(['$$(host)', '{{ host }}', '#{host}', 'é {host}\n"\': -'])('no text breaks it, such as %j', (text) => {
    const [{ value }] = environmentOf([Address.template('X', `${text}{port}`)]);
    expect(value).toBe(`${text.replace('{host}', 'db')}5432`);
  });
});

function environmentOf(addresses: Address[]): Manifest[] {
  const { app, chart } = stage();
  const env: Record<string, string> = addresses.some(({ _variable }) => _variable === 'MODE') ? { MODE: 'fast' } : {};
  const api = new ProductionService(chart, 'api', { image: IMAGE, env });
  api.dependsOn(addStore(chart), { addresses });
  return envOf(readYaml(app.synthYaml()));
}

function addStore(scope: Chart | ProductionNamespace): StatefulService {
  return new StatefulService(scope, 'db', { image: IMAGE, ports: [{ name: 'sql', containerPort: 5432 }], claims: [] });
}

function envOf(found: Manifest[]): Manifest[] {
  const deployment = found.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === 'api');
  return deployment!.spec.template.spec.containers[0].env;
}
