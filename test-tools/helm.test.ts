import * as path from 'path';
import { App, Chart, Helm, YamlOutputType } from 'cdk8s';
import { ProductionApp } from '../src';
import { TOOLS } from './harness/programs';
import { filesIn, inFolder } from '../test/support/folders';

const CHART = path.join(__dirname, 'charts/shop');
const TYPES = Object.values(YamlOutputType).filter((type): type is YamlOutputType => typeof type === 'number');

describe('a release of Helm', () => {
  it.each(TYPES)('becomes the bytes of App with the YamlOutputType %i', (yamlOutputType) => {
    const [ours, theirs] = [ProductionApp, App].map((type) => inFolder((outdir) => {
      const app = new type({ outdir, yamlOutputType });
      release(new Chart(app, 'shop', { namespace: 'shop' }));
      app.synth();
      return filesIn(outdir);
    }));
    expect(ours).toEqual(theirs);
    expect(Object.values(theirs).join('')).toContain('image: registry.example.com/shop:2.0.0');
  });
});

function release(chart: Chart): void {
  new Helm(chart, 'release', {
    chart: CHART,
    helmExecutable: TOOLS.helm(),
    namespace: 'shop',
    values: { image: { tag: '2.0.0' }, settings: { motd: 'a: b\n\n  c\n', on: 'yes', octal: '0644' } },
  });
}
