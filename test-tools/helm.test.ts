import * as path from 'path';
import { App, Chart, Helm } from 'cdk8s';
import { TOOLS } from './harness/programs';
import { OUTPUT_TYPES, writtenByBoth } from '../test/support/cdk8s/both-apps';

const CHART = path.join(__dirname, 'charts/shop');

describe('a release of Helm', () => {
  it.each(OUTPUT_TYPES)('becomes the bytes of App with the YamlOutputType %i', (yamlOutputType) => {
    const build = (app: App) => release(new Chart(app, 'shop', { namespace: 'shop' }));
    const [ours, theirs] = writtenByBoth(build, { yamlOutputType });
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
