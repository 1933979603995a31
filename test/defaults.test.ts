import * as fs from 'fs';
import * as path from 'path';
import { Size } from 'cdk8s';
import { ProductionNamespace, ProductionService, PublicRoute, RouteTls, StatefulService } from '../src';
import { Field, isWithin, leafFields } from './support/manifests/manifest-fields';
import { readDocument, section, tableRows } from './support/project/markdown';
import { IMAGE, readYaml, render } from './support/render';
import { Manifest } from './support/schemas';

const DOCUMENT = readDocument('docs/defaults.md');
const GOLDEN = readYaml(fs.readFileSync(path.join(__dirname, 'data/golden-autoscaled.yaml'), 'utf8'));

/** The smallest call, in the smallest namespace, with the name of the golden one. */
const OURS = render((chart) => {
  new ProductionNamespace(chart, 'shop');
  new ProductionService(chart, 'web', { image: IMAGE });
});

/** The kind; with its name where the namespace has an object of a kind that the service has too. */
function objectName({ kind, metadata }: Manifest): string {
  return ['default-deny', 'acme-http01-solver'].includes(metadata.name) ? `${kind}/${metadata.name}` : kind;
}

/** A store in the place of that service, and a route to it. */
const STORE = render((chart) => new StatefulService(chart, 'web', {
  image: IMAGE,
  ports: [{ name: 'redis', containerPort: 6379 }],
  claims: [{ mountPath: '/data', size: Size.gibibytes(1) }],
}));
const ROUTE = render((chart) => {
  const web = new ProductionService(chart, 'web', { image: IMAGE });
  const route = new PublicRoute(chart, 'route', { name: 'web' });
  route.expose(web, 'web.example.com', { tls: RouteTls.clusterIssuer('letsencrypt') });
}, { ingressControllerNamespace: 'ingress' }).filter(({ kind, metadata }) => (
  kind === 'Ingress' || kind === 'Certificate' || metadata.name === 'acme-http01-solver'
));

function fieldsOf(manifests: Manifest[]): Field[] {
  return manifests.flatMap((manifest) => leafFields(manifest, objectName(manifest)));
}

describe('docs/defaults.md', () => {
  const rows = tableRows(DOCUMENT, ['Object', 'Field', 'Default', 'Why', 'Source'])
    .map(([object, field, value, why, source]) => ({ object, path: pathOf(field), value, why, source }));
  const serviceObjects = new Set(['ServiceAccount', 'Deployment', 'Service', 'HorizontalPodAutoscaler',
    'PodDisruptionBudget', 'NetworkPolicy']);
  const covers = (row: typeof rows[number], field: Field) => isWithin(field.path, row.path)
    && (row.object === field.object || (row.object === 'every' && serviceObjects.has(field.object)));
  const fields = fieldsOf([...OURS, ...ROUTE]).filter(({ path: field }) => field !== 'apiVersion' && field !== 'kind');

  it('has a row for every field that the smallest call writes', () => {
    const missing = fields.filter((field) => !rows.some((row) => covers(row, field)));
    expect(missing).toEqual([]);
  });

  it('has no row without a field', () => {
    const idle = rows.filter((row) => !fields.some((field) => covers(row, field)));
    expect(idle).toEqual([]);
  });

  it('names the value where a row stands for one', () => {
    const meanings: Record<string, string> = {
      '<name>': 'web', '<namespace>': 'shop', '<host>-tls': 'web.example.com-tls',
    };
    const wrong = rows.filter((row) => /^`[^`]+`$/.test(row.value)).filter((row) => {
      const text = row.value.replace(/`/g, '');
      const found = fields.filter((field) => covers(row, field));
      return found.some(({ value }) => String(value) !== (meanings[text] ?? text));
    });
    expect(wrong).toEqual([]);
  });

  it('gives a reason and a source in every row', () => {
    expect(rows.filter(({ why, source }) => why === '' || !/^\[.+\]\(https:\/\/.+\)$/.test(source))).toEqual([]);
  });
});

describe('StatefulService beside ProductionService', () => {
  const rows = tableRows(DOCUMENT, ['Object', 'Field', 'Instead', 'Why', 'Source'])
    .map(([object, field, instead, why, source]) => ({ object, path: pathOf(field), instead, why, source }));
  const asStatefulSet = (field: Field) => (field.object === 'Deployment' ? { ...field, object: 'StatefulSet' } : field);
  const differences = missingFrom(fieldsOf(STORE), fieldsOf(OURS).map(asStatefulSet))
    .filter(({ path: field }) => field !== 'apiVersion' && field !== 'kind');
  const covers = (row: typeof rows[number], field: Field) => isWithin(field.path, row.path)
    && (row.object === field.object || row.object === 'every');

  it('differs in nothing but what docs/defaults.md lists', () => {
    expect(differences.filter((field) => !rows.some((row) => covers(row, field)))).toEqual([]);
  });

  it('differs in everything that docs/defaults.md lists', () => {
    expect(rows.filter((row) => !differences.some((field) => covers(row, field)))).toEqual([]);
  });

  it('has a reason and a source for every difference', () => {
    expect(rows.filter(({ why, source }) => why === '' || !/^\[.+\]\(https:\/\/.+\)$/.test(source))).toEqual([]);
  });
});

describe('the smallest call beside the golden manifest', () => {
  const heading = '## Differences from a manifest that nine scanners find clean';
  const rows = tableRows(section(DOCUMENT, heading), ['Object', 'Field', 'There', 'Here', 'Why'])
    .map(([object, field, there, here, why]) => ({ object, path: pathOf(field), there, here, why }));
  const ours = fieldsOf(OURS);
  const golden = fieldsOf(GOLDEN);
  const differences = [...missingFrom(ours, golden), ...missingFrom(golden, ours)];
  const covers = (row: typeof rows[number], field: Field) => isWithin(field.path, row.path)
    && (row.object === field.object || row.object === 'every');

  it('differs in nothing but what docs/defaults.md lists', () => {
    expect(differences.filter((field) => !rows.some((row) => covers(row, field)))).toEqual([]);
  });

  it('differs in everything that docs/defaults.md lists', () => {
    expect(rows.filter((row) => !differences.some((field) => covers(row, field)))).toEqual([]);
  });

  it('has a reason for every difference', () => {
    expect(rows.filter(({ why }) => why.length < 20)).toEqual([]);
  });
});

/** The path that a cell names; a whole object where it says so. */
function pathOf(cell: string): string {
  return cell === 'everything' ? '' : cell.replace(/`/g, '');
}

/** The fields of one list that the other does not hold with the same value. */
function missingFrom(left: Field[], right: Field[]): Field[] {
  const key = ({ object, path: field, value }: Field) => JSON.stringify([object, field, value]);
  const known = new Set(right.map(key));
  return left.filter((field) => !known.has(key(field)));
}
