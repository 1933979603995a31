import { App, Chart } from 'cdk8s';
import {
  BatchJob, ForeignSecretStore, NodeAgent, ProductionService, ProductionWorker, RefreshPolicy, ReleaseJob,
  ReleasePhase, RemoteKey, ScheduledJob, SecretUse, StatefulService, SyncedSecret, UseSecretOptions,
} from '../../../src';
import { messageOf } from '../../support/errors';
import { IMAGE, only, readYaml, render, stage } from '../../support/render';
import { Manifest } from '../../support/schemas';
import { addStore } from '../../support/stores';

type Workload = ProductionService | ProductionWorker | StatefulService | NodeAgent;
type PodsThatEnd = ScheduledJob | BatchJob | ReleaseJob;

const STORE = ForeignSecretStore.ofNamespace('vault');

function secretIn(chart: Chart, name = 'db'): SyncedSecret {
  const keys = { DB_USER: RemoteKey.of('shop/db'), DB_PASSWORD: RemoteKey.of('shop/db') };
  return new SyncedSecret(chart, name, { store: STORE, keys });
}

function using(options?: UseSecretOptions): Manifest[] {
  return render((chart) => new ProductionService(chart, 'api', { image: IMAGE }).useSecret(secretIn(chart), options));
}

function podOf(manifests: Manifest[]): Manifest {
  return only(manifests, 'Deployment').spec.template;
}

describe('useSecret', () => {
  it('gives files, in a folder of the name of the secret', () => {
    const { spec } = podOf(using());
    expect(spec.containers[0].volumeMounts).toContainEqual({
      mountPath: '/etc/secrets/db', name: 'etc-secrets-db', readOnly: true,
    });
    expect(spec.volumes).toContainEqual({ name: 'etc-secrets-db', secret: { secretName: 'db', defaultMode: 0o440 } });
  });

  it('gives those files where and as they are asked for', () => {
    const { spec } = podOf(using({
      use: SecretUse.files({ path: '/run/db', keys: { DB_PASSWORD: 'password' }, mode: 0o444 }),
    }));
    expect(spec.volumes).toContainEqual({
      name: 'run-db',
      secret: { secretName: 'db', defaultMode: 0o444, items: [{ key: 'DB_PASSWORD', path: 'password' }] },
    });
  });

  it('gives variables with a reason, which is recorded', () => {
    const use = SecretUse.environment('the driver reads nothing else');
    const manifests = using({ use });
    expect(podOf(manifests).spec.containers[0].env).toEqual(['DB_USER', 'DB_PASSWORD'].map((key) => (
      { name: key, valueFrom: { secretKeyRef: { name: 'db', key } } }
    )));
    expect(only(manifests, 'Deployment').metadata.annotations)
      .toMatchObject({ 'preflight/waive.no-secrets-in-env-vars': 'the driver reads nothing else' });
  });

  it('gives variables of other names', () => {
    const use = SecretUse.environment('it is old', { variables: { PGPASSWORD: 'DB_PASSWORD' } });
    expect(podOf(using({ use })).spec.containers[0].env)
      .toEqual([{ name: 'PGPASSWORD', valueFrom: { secretKeyRef: { name: 'db', key: 'DB_PASSWORD' } } }]);
  });

  it('records each reason once, in one waiver', () => {
    const manifests = render((chart) => {
      const api = new ProductionService(chart, 'api', { image: IMAGE });
      for (const [name, why] of [['a', 'old'], ['b', 'older'], ['c', 'old']]) {
        const variables = { [name.toUpperCase()]: 'DB_USER' };
        api.useSecret(secretIn(chart, name), { use: SecretUse.environment(why, { variables }) });
      }
    });
    expect(only(manifests, 'Deployment').metadata.annotations['preflight/waive.no-secrets-in-env-vars'])
      .toBe('old; older');
  });

  it('is no reference to what others make', () => {
    expect(only(using(), 'Deployment').metadata.annotations ?? {}).not.toHaveProperty(['preflight/external']);
  });

  it('asks Reloader to roll the pods', () => {
    const manifests = render((chart) => {
      const api = new ProductionService(chart, 'api', { image: IMAGE });
      ['db', 'cache'].forEach((name) => api.useSecret(secretIn(chart, name), { rollsPods: true }));
      api.useSecret(secretIn(chart, 'other'));
    });
    expect(only(manifests, 'Deployment').metadata.annotations)
      .toMatchObject({ 'secret.reloader.stakater.com/reload': 'cache,db' });
  });

  it.each<[string, (chart: Chart) => Workload]>([
    ['Deployment', (chart) => new ProductionWorker(chart, 'api', { image: IMAGE })],
    ['StatefulSet', (chart) => addStore(chart)],
    ['DaemonSet', (chart) => new NodeAgent(chart, 'api', { image: IMAGE })],
  ])('is there for a %s', (kind, make) => {
    const { app, chart } = stage();
    make(chart).useSecret(secretIn(chart), { rollsPods: true });
    const { metadata, spec } = only(readYaml(app.synthYaml()), kind);
    expect(metadata.annotations['secret.reloader.stakater.com/reload']).toBe('db');
    expect(JSON.stringify(spec.template.spec.volumes)).toContain('"secretName":"db"');
  });
});

describe('it refuses', () => {
  it.each<[string, UseSecretOptions, string]>([
    ['a key that is not there', { use: SecretUse.files({ keys: { PASSWORD: 'password' } }) },
      "'useSecret.keys' must name keys that the secret has, got \"PASSWORD\"; write one of DB_PASSWORD, DB_USER"],
    ['a variable of no key', { use: SecretUse.environment('old', { variables: { A: 'B' } }) },
      "'useSecret.variables' must name keys that the secret has, got \"B\"; write one of DB_PASSWORD, DB_USER"],
    ['no variable', { use: SecretUse.environment('old', { variables: {} }) },
      "'useSecret.variables' must name a variable, got {}; leave it out to have them all"],
    ['no reason', { use: SecretUse.environment('') },
      "'useSecret.use' must say why, got \"\"; write the reason, it appears in the readiness report"],
    ['no folder', { use: SecretUse.files({ path: 'db' }) }, "'useSecret.path' must be an absolute folder below /, "
      + 'without a colon, without .. and without / at its end, got "db"; write it like /var/cache/app'],
    ['a mode that shows it to all', { use: SecretUse.files({ mode: 0o666 }) },
      "'useSecret.mode' must be permissions by which the group of the pod reads, and none but root writes, "
      + 'got "0o666"; write them in octal, such as 0o440'],
  ])('%s', (_, options, message) => {
    expect(messageOf(() => using(options))).toBe(`[shop/api] ${message}`);
  });

  it.each<[string, (chart: Chart) => PodsThatEnd]>([
    ['ScheduledJob', (chart) => new ScheduledJob(chart, 'api', { image: IMAGE, schedule: '30 2 * * *' })],
    ['BatchJob', (chart) => new BatchJob(chart, 'api', { image: IMAGE })],
    ['ReleaseJob', (chart) => new ReleaseJob(chart, 'api', { image: IMAGE, phase: ReleasePhase.AFTER })],
  ])('to have Reloader start a %s', (_, make) => {
    expect(messageOf(() => render((chart) => make(chart).useSecret(secretIn(chart), { rollsPods: true }))))
      .toBe("[shop/api] 'useSecret.rollsPods' must be left out for jobs, whose pods read the secret when they begin, "
        + 'got true; leave it out: the next run has the new values');
  });

  it.each<[string, string, string]>([
    ['a key that names no variable', 'db.pass', 'hold names of environment variables (letters, digits and _, no digit '
      + "first), got \"db.pass\"; name it otherwise, like { variables: { DB_PASS: 'db.pass' } }"],
    ['a variable of two secrets', 'A', 'name each environment variable once, got "A"; '
      + "name it otherwise, like { variables: { MAIN_DB_A: 'A' } }"],
  ])('%s', (_, key, message) => {
    expect(messageOf(() => render((chart) => {
      const api = new ProductionService(chart, 'api', { image: IMAGE, env: { A: 'taken' } });
      const secret = new SyncedSecret(chart, 'main-db', { store: STORE, keys: { [key]: RemoteKey.of('shop/db') } });
      api.useSecret(secret, { use: SecretUse.environment('old') });
    }))).toBe(`[shop/api] 'useSecret.variables' must ${message}`);
  });

  it('to roll pods for what never changes', () => {
    expect(messageOf(() => render((chart) => {
      const keys = { a: RemoteKey.of('shop/db') };
      const refreshPolicy = RefreshPolicy.CREATED_ONCE;
      const secret = new SyncedSecret(chart, 'db', { store: STORE, keys, refreshPolicy });
      new ProductionService(chart, 'api', { image: IMAGE }).useSecret(secret, { rollsPods: true });
    }))).toBe("[shop/api] 'useSecret.rollsPods' must be left out, for RefreshPolicy.CREATED_ONCE reads values once and "
      + 'never again, got true; give it another policy');
  });

  it('a secret of another namespace', () => {
    const app = new App();
    const secret = secretIn(new Chart(app, 'pay', { namespace: 'pay' }));
    const api = new ProductionService(new Chart(app, 'shop', { namespace: 'shop' }), 'api', { image: IMAGE });
    expect(messageOf(() => api.useSecret(secret))).toBe("[shop/api] 'useSecret.secretNamespace' must be shop for "
      + 'db too, as of the workload, got "pay"; make one for each namespace, for pods see none of another');
  });

  it('one secret at one place twice', () => {
    expect(messageOf(() => render((chart) => {
      const api = new ProductionService(chart, 'api', { image: IMAGE });
      const secret = secretIn(chart);
      api.useSecret(secret);
      api.useSecret(secret);
    }))).toContain("[shop/api] 'useSecret.path' must be a folder that nothing is mounted at");
  });

  it('what only looks like a secret of ours', () => {
    const other = { secretName: 'db', secretNamespace: 'shop' };
    expect(messageOf(() => render((chart) => new ProductionService(chart, 'api', { image: IMAGE }).useSecret(other))))
      .toBe("[shop/api] 'useSecret.secretName' must be that of a secret of this library, got \"db\"; "
        + 'name a Secret of others by mountSecret');
  });
});
