import * as fs from 'fs';
import * as path from 'path';
import { App, Chart, Helm } from 'cdk8s';
import { answerOf, TOOLS } from './harness/programs';
import { OUTPUT_TYPES, writtenByBoth } from '../test/support/cdk8s/both-apps';
import { codeBlocks, readDocument } from '../test/support/project/markdown';
import { inFolder } from '../test/support/system/folders';

const CHART = path.join(__dirname, 'charts/shop');
const EXAMPLES = path.join(__dirname, '../examples');
const BETWEEN_DOCUMENTS = /^---\n(?:# Source: .*\n)?/m;

describe('a release of Helm', () => {
  it.each(OUTPUT_TYPES)('becomes the bytes of App with the YamlOutputType %i', (yamlOutputType) => {
    const build = (app: App) => release(new Chart(app, 'shop', { namespace: 'shop' }));
    const [ours, theirs] = writtenByBoth(build, { yamlOutputType });
    expect(ours).toEqual(theirs);
    expect(Object.values(theirs).join('')).toContain('image: registry.example.com/shop:2.0.0');
  });
});

describe('a chart of Helm that takes in what was written', () => {
  it('renders it to the bytes that were written, by the template that the documentation shows', () => {
    const [template] = codeBlocks(readDocument('docs/deploying.md'), 'gotemplate');
    const files = (fs.readdirSync(EXAMPLES, { recursive: true }) as string[])
      .filter((name) => name.endsWith('.k8s.yaml'));
    const texts = files.map((file) => fs.readFileSync(path.join(EXAMPLES, file), 'utf8'));
    const rendered = inFolder((folder) => {
      const write = (name: string, text: string) => fs.writeFileSync(path.join(folder, name), text);
      ['files', 'templates'].forEach((name) => fs.mkdirSync(path.join(folder, name)));
      write('Chart.yaml', 'apiVersion: v2\nname: shop\nversion: 1.0.0\n');
      write('templates/objects.yaml', template);
      texts.forEach((text, index) => write(`files/${index}.k8s.yaml`, text));
      return answerOf({ program: TOOLS.helm(), args: ['template', 'shop', folder], input: '' });
    });
    expect(documentsOf(rendered)).toEqual(texts.flatMap(documentsOf).sort());
    expect(rendered).toContain('{{ $labels.');
  });
});

/** Helm puts them into an order of its own. */
function documentsOf(text: string): string[] {
  return text.split(BETWEEN_DOCUMENTS).map((document) => document.trimEnd()).filter(Boolean).sort();
}

function release(chart: Chart): void {
  new Helm(chart, 'release', {
    chart: CHART,
    helmExecutable: TOOLS.helm(),
    namespace: 'shop',
    values: { image: { tag: '2.0.0' }, settings: { motd: 'a: b\n\n  c\n', on: 'yes', octal: '0644' } },
  });
}
