import { Config, ProductionService, ProductionServiceProps, SecretKey } from '../../src';
import { NAMED_ERROR } from '../support/errors';
import { IMAGE, only, render, stage } from '../support/render';
import { Manifest } from '../support/schemas';

const PASSWORD = SecretKey.of('db', 'password');
/** Whoever keeps this repository may refuse what looks like one. */
const TOKEN = `gh${'p_'}A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8`;
const KEY = 'be a key of a Secret (letters, digits, -, _ and .)';
const SECRET_NAME = 'be a DNS-1123 subdomain (lower-case letters, digits, - and ., at most 253)';
const ONCE = 'name each environment variable once';

describe('SecretKey', () => {
  it('says what it was given', () => {
    expect([PASSWORD.secretName, PASSWORD.key]).toEqual(['db', 'password']);
  });

  it('becomes a reference in the environment, and nothing else', () => {
    const found = render((chart) => {
      new ProductionService(chart, 'web', { image: IMAGE, env: { MODE: 'fast' } })
        .addSecretVariable('DB_PASSWORD', PASSWORD);
    });

    expect(only(found, 'Deployment').spec.template.spec.containers[0].env).toEqual([
      { name: 'MODE', value: 'fast' },
      { name: 'DB_PASSWORD', valueFrom: { secretKeyRef: { name: 'db', key: 'password' } } },
    ]);
    expect(found.map(({ kind }: Manifest) => kind)).not.toContain('Secret');
  });

  it('may fill two variables', () => {
    const found = render((chart) => {
      const service = new ProductionService(chart, 'web', { image: IMAGE });
      service.addSecretVariable('DB_PASSWORD', PASSWORD);
      service.addSecretVariable('PGPASSWORD', PASSWORD);
    });

    expect(only(found, 'Deployment').spec.template.spec.containers[0].env.map(({ name }: Manifest) => name))
      .toEqual(['DB_PASSWORD', 'PGPASSWORD']);
  });

  it.each([
    ['Db', 'password', `'addSecretVariable.secretName' must ${SECRET_NAME}, got "Db"; choose such a name`],
    ['', 'password', `'addSecretVariable.secretName' must ${SECRET_NAME}, got ""; choose such a name`],
    ['db', 'pass word',
      `'addSecretVariable.key' must ${KEY}, got "pass word"; write it as it stands in the Secret`],
    ['db', '', `'addSecretVariable.key' must ${KEY}, got ""; write it as it stands in the Secret`],
    ['db', '$(id)', `'addSecretVariable.key' must ${KEY}, got "$(id)"; write it as it stands in the Secret`],
  ])('of %j and %j is refused where it is used', (secretName, key, complaint) => {
    expectRefusal('DB_PASSWORD', {}, { source: SecretKey.of(secretName, key), complaint });
  });

  it.each([
    ['secretName', SecretKey.of(TOKEN, 'password')], ['key', SecretKey.of('db', TOKEN)],
  ])('that has the secret itself as %s is refused without it', (name, source) => {
    const complaint = `'addSecretVariable.${name}' must say where the secret is, and not what, got a GitHub token,`
      + ' which is not shown; put it into a Secret, and name that and its key';
    expectRefusal('DB_PASSWORD', {}, { source, complaint });
  });

  it.each(['.', '..', '..data'])('refuses the key %j, as the API server does', (key) => {
    expect(() => use('DB_PASSWORD', {}, SecretKey.of('db', key))).toThrow(NAMED_ERROR);
  });

  it('refuses no key at all', () => {
    const missing = undefined as unknown as string;

    expect(() => use('DB_PASSWORD', {}, SecretKey.of('db', missing))).toThrow(NAMED_ERROR);
  });
});

describe('variables from Secrets', () => {
  it.each(['1A', 'A-B', ''])('refuse the name %j', (name) => {
    const must = 'hold names of environment variables (letters, digits and _, no digit first)';
    const complaint = `'addSecretVariable' must ${must}, got ${JSON.stringify(name)}; choose such a name`;

    expectRefusal(name, {}, { complaint });
  });

  it.each([
    ['env', { env: { TOKEN: 'x' } }],
    ['config', { config: Config.environment({ TOKEN: 'x' }) }],
  ])('refuse a name that %s has already', (_, props) => {
    const complaint = `'addSecretVariable' must ${ONCE}, got "TOKEN"; remove one of the two`;

    expectRefusal('TOKEN', props, { complaint });
  });

  it('refuse a name that an earlier one has', () => {
    const service = new ProductionService(stage().chart, 'web', { image: IMAGE });
    service.addSecretVariable('TOKEN', PASSWORD);

    expect(() => service.addSecretVariable('TOKEN', SecretKey.of('other', 'token')))
      .toThrow(new Error(`[shop/web] 'addSecretVariable' must ${ONCE}, got "TOKEN"; remove one of the two`));
  });
});

interface Refusal {
  readonly complaint: string;
  readonly source?: SecretKey;
}

function use(name: string, props: Partial<ProductionServiceProps>, source: SecretKey): void {
  new ProductionService(stage().chart, 'web', { image: IMAGE, ...props }).addSecretVariable(name, source);
}

function expectRefusal(name: string, props: Partial<ProductionServiceProps>, refusal: Refusal): void {
  const message = `[shop/web] ${refusal.complaint}`;
  expect(() => use(name, props, refusal.source ?? PASSWORD)).toThrow(new Error(message));
  expect(message).toMatch(NAMED_ERROR);
}
