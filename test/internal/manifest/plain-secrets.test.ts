import { App, Chart, JsonPatch, Yaml } from 'cdk8s';
import { Autoscaling, Config, Probes, ProductionService, ProductionServiceProps, Shutdown } from '../../../src';
import { messageOf, NAMED_ERROR } from '../../support/errors';
import { IMAGE, stage } from '../../support/render';

const SECRET = 'hunter2';
const ADDRESS = `https://ci:${SECRET}@wiki.example.com`;
const IS_NONE = 'a fake that the demonstration shows';

/** A way to give a secret to a workload, and what the refusal says. */
interface Way {
  readonly props?: Partial<ProductionServiceProps>;
  readonly change?: (api: ProductionService) => void;
  readonly says: string;
}

const NOT_SHOWN = (kind: string) => `must hold no secret as text, got ${kind}, which is not shown`;

const WAYS: Readonly<Record<string, Way>> = {
  'a variable': {
    props: { env: { PGPASSWORD: SECRET } },
    says: `[shop/api] 'env.PGPASSWORD' ${NOT_SHOWN('a password')}; use mountSecret or `
      + 'addSecretVariable, or waive no-literal-secrets-in-env where it is none',
  },
  'an argument': {
    props: { args: ['serve', `--db-password=${SECRET}`] },
    says: `'args' ${NOT_SHOWN('a password')}; mount a Secret, or refer by $(NAME) to a variable of addSecretVariable, `
      + 'or waive no-literal-secrets-in-commands where it is none',
  },
  'a command': {
    props: { command: ['sh', '-c', `PGPASSWORD=${SECRET} serve`] },
    says: `'command' ${NOT_SHOWN('a password')}`,
  },
  'the command of a probe': {
    props: { probes: Probes.exec({ liveness: ['check'], readiness: ['check', '--password', SECRET] }) },
    says: `'readinessProbe.exec.command' ${NOT_SHOWN('a password')}`,
  },
  'a header of probes': {
    props: { probes: Probes.http({ headers: { Authorization: 'Basic YWRtaW46aHVudGVyMg==' } }) },
    says: `'livenessProbe.httpGet.httpHeaders[0].value' ${NOT_SHOWN('a user with a password')}; let the container `
      + 'answer without a login, or waive no-literal-secrets-in-probes where it is none',
  },
  'the command before it stops': {
    props: { shutdown: Shutdown.command(['curl', '-u', `admin:${SECRET}`, 'localhost']) },
    says: `'lifecycle.preStop.exec.command' ${NOT_SHOWN('a password')}`,
  },
  'a variable of the ConfigMap': {
    props: { config: Config.environment({ URL: `postgres://shop:${SECRET}@db/shop` }) },
    says: `[shop/api/Config] 'config.URL' ${NOT_SHOWN('an address with a password')}; use mountSecret or `
      + 'addSecretVariable, or waive config-map-holds-no-secret where it is none',
  },
  'a file of the ConfigMap': {
    props: { config: Config.files({ 'app.yaml': `db:\n  password: ${SECRET}\n` }) },
    says: `'config.app.yaml' ${NOT_SHOWN('a password')}`,
  },
  'the reason of an opt-out': {
    props: { scaling: Autoscaling.none(`see ${ADDRESS}`, 2) },
    says: `'metadata.annotations[preflight/waive.has-autoscaler]' ${NOT_SHOWN('an address with a password')}; name the `
      + 'Secret that holds it instead, or waive no-secrets-in-annotations where it is none',
  },
  'the reason of a waiver': {
    change: (api) => api.waive('has-network-policy', `the password is ${SECRET}`),
    says: `'metadata.annotations[preflight/waive.has-network-policy]' ${NOT_SHOWN('a password')}`,
  },
  'a sidecar': {
    change: (api) => api.addSidecar('proxy', { image: IMAGE, port: 9000, env: { DB_PASSWORD: SECRET } }),
    says: `'proxy.env.DB_PASSWORD' ${NOT_SHOWN('a password')}; use mountSecret or addSecretVariable, or waive `
      + 'no-literal-secrets-in-env for the container proxy where it is none',
  },
  'an annotation of the pods': {
    change: ({ deployment }) => deployment.podMetadata.addAnnotation('example.com/wiki', ADDRESS),
    says: `'template.metadata.annotations[example.com/wiki]' ${NOT_SHOWN('an address with a password')}`,
  },
  'a patch': {
    change: (api) => api.patch(
      api.deployment, JsonPatch.add('/spec/template/spec/containers/0/args', ['--password', SECRET]),
    ),
    says: "'patch' must let 'args' hold no secret as text, got a password, which is not shown",
  },
};

describe('a secret in plain text', () => {
  it.each(Object.entries(WAYS))('is refused in %s, and not shown', (_, way) => {
    const message = messageOf(() => synthesize(way));
    expect(lastLineOf(message)).toMatch(NAMED_ERROR);
    expect(message).toContain(way.says);
    expect(message).not.toContain(SECRET);
  });

  it("is refused by cdk8s' own App, too", () => {
    const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
    new ProductionService(chart, 'api', { image: IMAGE, env: { PGPASSWORD: SECRET } });
    expect(messageOf(() => chart.toJson())).toContain("'env.PGPASSWORD' must hold no secret");
  });

  it('is none where somebody says so, with a reason that is written down', () => {
    const { app, chart } = stage();
    const config = Config.environment({ DEMO_PASSWORD: SECRET });
    const api = new ProductionService(chart, 'api', { image: IMAGE, env: { PGPASSWORD: SECRET }, config });
    api.addSidecar('proxy', { image: IMAGE, port: 9000, env: { DB_PASSWORD: SECRET } });
    api.waive('no-literal-secrets-in-env', IS_NONE);
    api.waive('no-literal-secrets-in-env', IS_NONE, { container: 'proxy' });
    api.waive('config-map-holds-no-secret', IS_NONE, { target: api.configMap });
    expect(app.synthYaml()).toContain(`preflight/waive.no-literal-secrets-in-env.proxy: ${IS_NONE}`);
  });

  it('is not said to be none by the reason for another container', () => {
    const message = messageOf(() => synthesize({
      props: { env: { PGPASSWORD: SECRET } },
      change: (api) => {
        api.addSidecar('proxy', { image: IMAGE, port: 9000 });
        api.waive('no-literal-secrets-in-env', IS_NONE, { container: 'proxy' });
      },
    }));
    expect(message).toContain("'env.PGPASSWORD' must hold no secret");
  });

  it.each<[title: string, way: Omit<Way, 'says'>]>([
    ['a value that cannot be', { props: { env: { PGPASSWORD: `${SECRET}\0` } } }],
    ['a list with a value that cannot be', { props: { args: ['--password', SECRET, 7 as unknown as string] } }],
    ['a patch that addresses nothing', {
      change: (api) => api.patch(api.deployment, JsonPatch.add('/spec/x/y', { name: 'DB_PASSWORD', value: SECRET })),
    }],
    ['a reference to nothing', { props: { env: { URL: `postgres://shop:${SECRET}@$(HOST)/shop` } } }],
  ])('is not shown by another refusal either: %s', (_, way) => {
    const message = messageOf(() => synthesize(way));
    expect(lastLineOf(message)).toMatch(NAMED_ERROR);
    expect(message).not.toContain(SECRET);
  });
});

function synthesize({ props, change }: Omit<Way, 'says'>): string {
  const { chart } = stage();
  const api = new ProductionService(chart, 'api', { image: IMAGE, ...props });
  change?.(api);
  return Yaml.stringify(...chart.toJson());
}

/** cdk8s tells several at once, each on a line. */
function lastLineOf(message: string): string {
  return message.split('\n').at(-1)!.trim();
}
