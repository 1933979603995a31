import { ApiObject, App, Chart, JsonPatch, Yaml } from 'cdk8s';
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

const WHY = "'why it is none'";
const NOT_SHOWN = (kind: string) => `must hold no secret as text, got ${kind}, which is not shown`;

const WAYS: Readonly<Record<string, Way>> = {
  'a variable': {
    props: { env: { PGPASSWORD: SECRET } },
    says: `[shop/api] 'env.PGPASSWORD' ${NOT_SHOWN('a password')}; use mountSecret or `
      + `addSecretVariable, or where it is none call api.waive('no-literal-secrets-in-env', ${WHY})`,
  },
  'an argument': {
    props: { args: ['serve', `--db-password=${SECRET}`] },
    says: `'args' ${NOT_SHOWN('a password')}; mount a Secret, or refer by $(NAME) to a variable of addSecretVariable, `
      + `or where it is none call api.waive('no-literal-secrets-in-commands', ${WHY})`,
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
    says: "'livenessProbe.httpGet.httpHeaders[0].value' must hold no secret as text, got a user with a password, and a "
      + 'user with a password in readinessProbe.httpGet.httpHeaders[0].value, '
      + 'startupProbe.httpGet.httpHeaders[0].value, which are not shown; let the container answer without a login, or '
      + 'where it is none call '
      + `api.waive('no-literal-secrets-in-probes', ${WHY})`,
  },
  'the command before it stops': {
    props: { shutdown: Shutdown.command(['curl', '-u', `admin:${SECRET}`, 'localhost']) },
    says: `'lifecycle.preStop.exec.command' ${NOT_SHOWN('a password')}`,
  },
  'a variable of the ConfigMap': {
    props: { config: Config.environment({ URL: `postgres://shop:${SECRET}@db/shop` }) },
    says: `[shop/api/Config] 'config.URL' ${NOT_SHOWN('an address with a password')}; use mountSecret or `
      + `addSecretVariable, or where it is none call api.waive('config-map-holds-no-secret', ${WHY}, `
      + '{ target: api.configMap })',
  },
  'a file of the ConfigMap': {
    props: { config: Config.files({ 'app.yaml': `db:\n  password: ${SECRET}\n` }) },
    says: `'config.app.yaml' ${NOT_SHOWN('a password')}`,
  },
  'the reason of an opt-out': {
    props: { scaling: Autoscaling.none(`see ${ADDRESS}`, 2) },
    says: "'metadata.annotations[preflight/waive.has-autoscaler]' must hold no secret as text, got an address with a "
      + 'password, and an address with a password in metadata.annotations[preflight/waive.has-enough-replicas], which '
      + 'are not shown; name the Secret that holds it instead, or where it is none call '
      + `api.waive('no-secrets-in-annotations', ${WHY})`,
  },
  'the reason of a waiver': {
    change: (api) => api.waive('has-network-policy', `the password is ${SECRET}`),
    says: `'metadata.annotations[preflight/waive.has-network-policy]' ${NOT_SHOWN('a password')}`,
  },
  'a sidecar': {
    change: (api) => api.addSidecar('proxy', { image: IMAGE, port: 9000, env: { DB_PASSWORD: SECRET } }),
    says: `'proxy.env.DB_PASSWORD' ${NOT_SHOWN('a password')}; use mountSecret or addSecretVariable, or where it is `
      + `none call api.waive('no-literal-secrets-in-env', ${WHY}, { container: 'proxy' })`,
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
  'an attribute of a volume': {
    change: (api) => api.patch(api.deployment, JsonPatch.add('/spec/template/spec/volumes', [
      { name: 'share', csi: { driver: 'smb.csi.k8s.io', volumeAttributes: { password: SECRET } } },
    ])),
    says: "'patch' must let 'spec.template.spec.volumes[0].csi.volumeAttributes.password' hold no secret as text, "
      + 'got a password, which is not shown; name the Secret that holds it instead, or where it is none call '
      + `api.waive('no-literal-secrets-in-fields', ${WHY})`,
  },
  'several places': {
    props: { env: { A_PASSWORD: SECRET, B_PASSWORD: SECRET }, args: ['serve', `--db-password=${SECRET}`] },
    says: "'env.A_PASSWORD' must hold no secret as text, got a password, and a password in env.B_PASSWORD, args, which "
      + 'are not shown; use mountSecret or addSecretVariable; mount a Secret, or refer by $(NAME) to a variable of '
      + `addSecretVariable, or where it is none call api.waive('no-literal-secrets-in-env', ${WHY}) and `
      + `api.waive('no-literal-secrets-in-commands', ${WHY})`,
  },
  'more places than anybody reads': {
    props: { env: Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`V${index}_PASSWORD`, SECRET])) },
    says: 'V5_PASSWORD, and 3 more, which are not shown',
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

  it.each<[string, Omit<Way, 'says'>]>([
    ['a variable', { props: { env: { PGPASSWORD: SECRET } } }],
    ['a variable of the ConfigMap', { props: { config: Config.environment({ PGPASSWORD: SECRET }) } }],
    ['a sidecar', {
      change: (api) => api.addSidecar('proxy', { image: IMAGE, port: 9000, env: { PGPASSWORD: SECRET } }),
    }],
    ['two places', { props: { env: { PGPASSWORD: SECRET }, args: ['--password', SECRET] } }],
    ['an object that no member holds', {
      change: ({ networkPolicy }) => ApiObject.of(networkPolicy).metadata.addAnnotation('example.com/wiki', ADDRESS),
    }],
  ])('is none once what the refusal says was called: %s', (_, way) => {
    const calls = /none call (.*)/.exec(messageOf(() => synthesize(way)))![1].split(' and ').join('; ');
    const change = (api: ProductionService) => {
      way.change?.(api);
      new Function('api', calls)(api); // eslint-disable-line @typescript-eslint/no-implied-eval
    };
    expect(synthesize({ ...way, change })).toContain('why it is none');
  });

  it('is not told by the reason of its waiver', () => {
    const message = messageOf(() => synthesize({
      props: { env: { PGPASSWORD: SECRET } },
      change: (api) => api.waive('no-literal-secrets-in-env', `${SECRET} is what the demonstration shows`),
    }));
    expect(message).toContain("waive.no-literal-secrets-in-env]' must not repeat the secret that it is about");
    expect(message).not.toContain(SECRET);
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
    ['a number where text belongs', { props: { env: { PGPASSWORD: 8675309 as unknown as string } } }],
    ['a reference to nothing', { props: { env: { URL: `postgres://shop:${SECRET}@$(HOST)/shop` } } }],
  ])('is not shown by another refusal either: %s', (_, way) => {
    const message = messageOf(() => synthesize(way));
    expect(lastLineOf(message)).toMatch(NAMED_ERROR);
    expect(message).not.toMatch(/hunter2|8675309/);
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
