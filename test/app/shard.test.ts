import { ApiObject, App, Chart, YamlOutputType } from 'cdk8s';
import { Audit, ProductionApp, ProductionAppProps, Shard } from '../../src';
import { addEtcd, addPostgres } from '../support/backups';
import { messageOf } from '../support/errors';
import { filesIn, inFolder } from '../support/system/folders';

const CHARTS = 60;
const COUNT = 4;

describe('Shard', () => {
  it.each([YamlOutputType.FILE_PER_CHART, YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE])(
    'the shards together are the whole, byte for byte, with the YamlOutputType %i', (yamlOutputType) => {
      const whole = synthesized([{ yamlOutputType }]);
      const parts = shards().map((shard) => synthesized([{ yamlOutputType, shard }]));
      expect(Object.assign({}, ...parts)).toEqual(whole);
      const names = parts.map((files) => Object.keys(files).filter((name) => name.endsWith('.k8s.yaml')));
      expect(names.every((files) => files.length > 0)).toBe(true);
      expect(new Set(names.flat()).size).toBe(names.flat().length);
    },
  );

  it('leaves in one folder what the others wrote', () => {
    expect(synthesized(shards().map((shard) => ({ shard })))).toEqual(synthesized([{}]));
  });

  it('keeps a chart where it is, whatever is beside it', () => {
    const chart = new Chart(new App(), 'shop');
    const other = new Chart(grow(new App()), 'shop');
    expect(shards().map((shard) => shard._has(chart))).toEqual(shards().map((shard) => shard._has(other)));
  });

  it.each([[0, 4], [5, 4], [1, 0], [1.5, 4], [1, Infinity]])('refuses %d of %d', (number, count) => {
    expect(messageOf(() => new ProductionApp({ shard: Shard.of(number, count) })))
      .toBe(`[App] 'shard' must be one of the shards, from 1 to their number, got "${number} of ${count}"; `
        + 'write Shard.of(1, 4)');
  });

  it.each<[string, ProductionAppProps]>([
    ['audit', { audit: Audit.enforced() }],
    ['recordConstructMetadata', { recordConstructMetadata: true }],
    ['yamlOutputType', { yamlOutputType: YamlOutputType.FILE_PER_APP }],
  ])('refuses %s, which needs all charts', (prop, props) => {
    expect(messageOf(() => new ProductionApp({ ...props, shard: Shard.of(1, 2) })))
      .toBe(`[App] 'shard' must come without ${prop}, which needs all charts, got "1 of 2"; `
        + `leave ${prop} to a run of all charts`);
  });
});

function shards(): Shard[] {
  return Array.from({ length: COUNT }, (_, index) => Shard.of(index + 1, COUNT));
}

/** The files of one run after the other, in one folder. */
function synthesized(runs: readonly ProductionAppProps[]): Record<string, string> {
  return inFolder((outdir) => {
    runs.forEach((props) => grow(new ProductionApp({ ...props, outdir })).synth());
    return filesIn(outdir);
  });
}

/** Charts of which some depend on others, and two with documents of their own. */
function grow(app: App): App {
  const charts = Array.from({ length: CHARTS }, (_, index) => (
    new Chart(app, `chart-${index}`, { namespace: `n${index}` })
  ));
  charts.forEach((chart, index) => {
    const metadata = { name: `map-${index}` };
    new ApiObject(chart, 'map', { apiVersion: 'v1', kind: 'ConfigMap', metadata });
    if (index % 7 === 3) chart.addDependency(charts[(index * 5) % index]);
  });
  addEtcd(new Chart(app, 'etcd', { namespace: 'kube-system' }));
  addPostgres(new Chart(app, 'orders', { namespace: 'orders' }));
  return app;
}
