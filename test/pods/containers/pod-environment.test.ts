import { App, Chart, JsonPatch } from 'cdk8s';
import { ConfigMap, Env, EnvValue, Volume } from 'cdk8s-plus-28';
import {
  Config, PostgresBackup, ProductionApp, ProductionService, ProductionServiceProps, ProductionWorker, SecretKey,
  StatefulService,
} from '../../../src';
import { messageOf } from '../../support/errors';
import { IMAGE, only, render, stage } from '../../support/render';
import { Manifest } from '../../support/schemas';
import { SMALLEST_CALLS } from '../../support/smallest-calls';

type Change = (api: ProductionService) => void;

const URI = 'postgres://u:$(DB_PASSWORD)@$(DB_ADDR)/x';
const SIDECAR = { image: IMAGE, port: 9090 };

describe('variables that refer to others', () => {
  it('stand behind them, however those were added', () => {
    const found = render((chart) => {
      const db = new StatefulService(chart, 'db', {
        image: IMAGE, ports: [{ name: 'sql', containerPort: 5432 }], claims: [],
      });
      const api = addService(chart, { env: { MODE: 'fast', URI, LEVEL: 'info' } });
      api.deployment.containers[0].env.addVariable('LAST', EnvValue.fromValue('$(URI)?$(MODE)'));
      api.addSecretVariable('DB_PASSWORD', SecretKey.of('db', 'password'));
      api.dependsOn(db, { addressAs: 'DB_ADDR' });
    });
    const { env } = mainOf(found.filter(({ metadata }) => metadata.name === 'api'));
    expect(namesIn(env)).toEqual(['MODE', 'DB_PASSWORD', 'DB_ADDR', 'URI', 'LEVEL', 'LAST']);
    expect(env.find(({ name }: Manifest) => name === 'URI').value).toBe(URI);
  });

  it('stand behind them in every container of the pod, and of every workload', () => {
    const found = render((chart) => {
      const mailer = new ProductionWorker(chart, 'mailer', { image: IMAGE });
      const init = mailer.addInitContainer('migrate', { image: IMAGE, env: { A: '$(B)' } });
      const sidecar = mailer.addSidecar('proxy', { ...SIDECAR, env: { A: '$(B)' } });
      for (const { env } of [init, sidecar]) env.addVariable('B', EnvValue.fromValue('b'));
    });
    const { initContainers } = only(found, 'Deployment').spec.template.spec;
    expect(initContainers.map(({ env }: Manifest) => namesIn(env))).toEqual([['B', 'A'], ['B', 'A']]);
  });

  it('stand behind them in jobs too', () => {
    const found = render((chart) => {
      const { cronJob } = SMALLEST_CALLS.PostgresBackup(chart) as PostgresBackup;
      for (const [name, value] of [['A', '$(B)'], ['B', 'b']]) {
        cronJob.containers[0].env.addVariable(name, EnvValue.fromValue(value));
      }
    });
    const { containers: [{ env }] } = only(found, 'CronJob').spec.jobTemplate.spec.template.spec;
    expect(namesIn(env).slice(-2)).toEqual(['B', 'A']);
  });

  it('stay where they are where none refers to a later one', () => {
    const env = { C: '$$(B)', A: '1', B: '$(A)' };
    expect(namesIn(mainOf(render((chart) => { addService(chart, { env }); })).env)).toEqual(['C', 'A', 'B']);
  });

  it('stay where a patch puts them', () => {
    const found = render((chart) => {
      const api = addService(chart, { env: { A: '1', B: '$(A)' } });
      api.patch(api.deployment, JsonPatch.add(`${ENV}/-`, { name: 'C', value: '$(B)' }));
      api.patch(api.deployment, JsonPatch.add(`${ENV}/0`, { name: 'D', value: '1' }));
    });
    expect(namesIn(mainOf(found).env)).toEqual(['D', 'A', 'B', 'C']);
  });
});

const ENV = '/spec/template/spec/containers/0/env';

describe('a reference', () => {
  it.each<[string, Partial<ProductionServiceProps>, Change]>([
    ['to a variable of the config', { env: { A: '$(X)' }, args: ['$(X)'], config: Config.environment({ X: '1' }) },
      () => undefined],
    ['to a variable that is added to the config', { env: { A: '$(Y)' }, config: Config.environment({ X: '1' }) },
      ({ configMap }) => configMap!.addData('Y', '1')],
    ['to a variable that is patched into the config', { args: ['$(Y)'], config: Config.environment({ X: '1' }) },
      (api) => api.patch(api.configMap!, JsonPatch.add('/data/Y', '1'))],
    ['to what may be in a ConfigMap of others', { env: { A: '$(X)' } }, (api) => {
      const others = ConfigMap.fromConfigMapName(api, 'Others', 'others');
      api.deployment.containers[0].env.copyFrom(Env.fromConfigMap(others));
    }],
    ['to the config with a prefix, in a sidecar', { config: Config.environment({ X: '1' }) }, (api) => {
      const sidecar = api.addSidecar('proxy', { ...SIDECAR, args: ['$(UP_X)'] });
      sidecar.env.copyFrom(Env.fromConfigMap(api.configMap!, 'UP_'));
    }],
    ['to any variable, of an argument', { env: { A: '1' }, command: ['run'], args: ['--at=$(B)'] },
      (api) => api.addSecretVariable('B', SecretKey.of('b', 'b'))],
    ['to the API server', { args: ['$(KUBERNETES_SERVICE_HOST)'] }, () => undefined],
    ['to a program, of a script', { command: ['sh', '-c', 'exec app --host=$(hostname)'] }, () => undefined],
    ['that is escaped', { env: { A: '$$(X)' }, command: ['$$(X)'], args: ['$$(X)'] }, () => undefined],
    ['to a variable that a patch adds', { args: ['$(X)'] },
      (api) => api.patch(api.deployment, JsonPatch.add(ENV, [{ name: 'X', value: '1' }]))],
  ])('%s is written as it is', (_, props, change) => {
    expect(() => render((chart) => change(addService(chart, props)))).not.toThrow();
  });

  it.each<[string, Partial<ProductionServiceProps>, Change, string]>([
    ['of a variable', { env: { URI } }, () => undefined,
      `'env.URI' must refer to variables that the container has, and DB_PASSWORD is none, got "${URI}"; add`
      + ' DB_PASSWORD, or write $$(DB_PASSWORD) for the text itself'],
    ['of a command', { command: ['run', '$(X)'] }, () => undefined,
      "'command[1]' must refer to variables that the container has, and X is none, got \"$(X)\"; add X, or write $$(X)"
      + ' for the text itself'],
    ['of an argument', { args: ['$(X)'] }, () => undefined,
      "'args[0]' must refer to variables that the container has, and X is none, got \"$(X)\"; add X, or write $$(X) for"
      + ' the text itself'],
    ['of a script', { command: ['sh', '-c', 'curl $(HOST)'] }, () => undefined,
      "'command[2]' must refer to variables that the container has, and HOST is none, got \"curl $(HOST)\"; add HOST,"
      + ' or write $$(HOST) for the text itself'],
    ['of a folder', {}, (api) => {
      const volume = Volume.fromEmptyDir(api, 'Logs', 'logs');
      api.deployment.containers[0].mount('/logs', volume, { subPathExpr: '$(POD_NAME)' });
    }, "'volumeMounts[1].subPathExpr' must refer to variables that the container has, and POD_NAME is none, got"
      + ' "$(POD_NAME)"; add POD_NAME, or write $$(POD_NAME) for the text itself'],
    ['of a sidecar, which has not the variables of the main container', { env: { X: '1' } },
      (api) => api.addSidecar('proxy', { ...SIDECAR, env: { A: '$(X)' } }),
      "'proxy.env.A' must refer to variables that the container has, and X is none, got \"$(X)\"; add X, or write $$(X)"
      + ' for the text itself'],
    ['to itself', { env: { PATH: '$(PATH):/opt' } }, () => undefined,
      "'env.PATH' must refer to no variable that refers to it, and PATH refers to PATH, got \"$(PATH):/opt\"; give one"
      + ' of them a value of its own'],
    ['in a circle', { env: { A: '$(B)', B: '$(C)', C: '$(A)' } }, () => undefined,
      "'env.C' must refer to no variable that refers to it, and C refers to A refers to B refers to C, got \"$(A)\";"
      + ' give one of them a value of its own'],
    ['to what a patch removes', { env: { A: '1', B: '$(A)' } },
      (api) => api.patch(api.deployment, JsonPatch.remove(`${ENV}/0`)),
      "'patch' must let 'env.B' refer to variables that the container has, and A is none, got {\"op\":\"remove\","
      + `"path":"${ENV}/0"}; add A, or write $$(A) for the text itself`],
    ['to what a patch moves behind it', { env: { A: '1', B: '$(A)' } },
      (api) => api.patch(api.deployment, JsonPatch.move(`${ENV}/1`, `${ENV}/0`)),
      "'patch' must let 'env.B' refer to variables that stand before it, and A stands behind it, got {\"op\":\"move\","
      + `"from":"${ENV}/1","path":"${ENV}/0"}; put A before it`],
    ['to a variable that the config has no more', { args: ['$(X)'], config: Config.environment({ X: '1', Y: '1' }) },
      (api) => api.patch(api.configMap!, JsonPatch.remove('/data/X')),
      "'args[0]' must refer to variables that the container has, and X is none, got \"$(X)\"; add X, or write $$(X) for"
      + ' the text itself'],
  ])('%s is refused where nothing resolves it', (...[, props, change, complaint]) => {
    for (const app of [new ProductionApp(), new App()]) {
      change(addService(new Chart(app, 'shop', { namespace: 'shop' }), props));
      expect(messageOf(() => app.synthYaml())).toContain(`[shop/api] ${complaint}`);
    }
  });
});

describe('a variable', () => {
  it.each<[string, Change]>([
    ['is added to the config', ({ configMap }) => configMap!.addData('MODE', 'slow')],
    ['is patched into the config', (api) => api.patch(api.configMap!, JsonPatch.add('/data/MODE', 'slow'))],
    ['is patched into the container', (api) => (
      api.patch(api.deployment, JsonPatch.add(`${ENV}/-`, { name: 'X', value: 'slow' }))
    )],
    ['is added to the container', ({ deployment }) => (
      deployment.containers[0].env.addVariable('X', EnvValue.fromValue('slow'))
    )],
  ])('that is there twice is refused where it %s', (_, change) => {
    const { app, chart } = stage();
    change(addService(chart, { env: { MODE: 'fast' }, config: Config.environment({ X: '1' }) }));
    expect(messageOf(() => app.synthYaml())).toMatch(/'env' (must )?name each environment variable once, got/);
  });

  it('of the config is refused as a secret or an address', () => {
    const { chart } = stage();
    const api = addService(chart, { config: Config.environment({ X: '1' }) });
    api.configMap!.addData('Y', '1');
    expect(() => api.addSecretVariable('Y', SecretKey.of('y', 'y'))).toThrow(/name each environment variable once/);
    expect(() => api.dependsOn(addService(chart, {}, 'other'), { addressAs: 'Y' })).toThrow(/once, got "Y"/);
  });
});

function addService(chart: Chart, props: Partial<ProductionServiceProps>, id = 'api'): ProductionService {
  return new ProductionService(chart, id, { image: IMAGE, ...props });
}

function mainOf(found: Manifest[]): Manifest {
  return only(found, 'Deployment').spec.template.spec.containers[0];
}

function namesIn(env: Manifest[]): string[] {
  return env.map(({ name }) => name);
}
