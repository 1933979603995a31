import * as path from 'path';
import { FOLDERS_OF_CHECKS, LAYERS, SHARED_NAMES } from '../projenrc/layers';
import { ImportGraph } from './support/project/import-graph';
import { circularLayers, layerOf, upwardArrows } from './support/project/layers';
import { readSources } from './support/project/source-files';

const MAX_FILES = 20;
const SOURCES = readSources();
const GRAPH = new ImportGraph(SOURCES);

describe('the imports of src', () => {
  it('are of files in src', () => {
    expect(GRAPH.strays()).toEqual([]);
  });

  it('make no circle, of types neither', () => {
    expect(GRAPH.circles()).toEqual([]);
  });

  it('go down, as projenrc/layers.ts says', () => {
    expect(upwardArrows(GRAPH.arrows, LAYERS)).toEqual([]);
  });
});

describe('the files of src', () => {
  it('are each in a layer that somebody listed', () => {
    expect([...SOURCES.keys()].filter((file) => layerOf(file, LAYERS) === undefined)).toEqual([]);
  });

  it('are in folders, but for the index', () => {
    expect([...SOURCES.keys()].filter((file) => !file.includes('/'))).toEqual(['index']);
  });

  it(`are ${MAX_FILES} in a folder at most, where they are no checks`, () => {
    const counts = countBy([...SOURCES.keys()].map((file) => path.dirname(file)));
    const large = [...counts].filter(([folder, count]) => count > MAX_FILES && !FOLDERS_OF_CHECKS.includes(folder));
    expect(large.map(([folder, count]) => `${folder}: ${count} files`)).toEqual([]);
  });

  it('have names of their own, where projenrc/layers.ts gives no reason', () => {
    const twice = [...countBy([...SOURCES.keys()].map((file) => path.basename(file)))].filter(([, count]) => count > 1);
    expect(twice.map(([name]) => name).sort()).toEqual(Object.keys(SHARED_NAMES).sort());
  });
});

describe('the layers', () => {
  it('would make no circle if each imported all that it may', () => {
    expect(circularLayers(LAYERS)).toEqual([]);
    expect(circularLayers({ low: ['high'], middle: ['low'], high: ['middle'] })).toEqual(['low', 'middle', 'high']);
  });

  it.each([
    ['network/traffic-peer', "import '../namespaces/production-namespace';", 'network -> namespaces'],
    ['internal/fail', "import '../platform/platform';", 'internal -> platform'],
    ['workloads/metrics', "import '../app/production-app';", 'workloads -> app'],
    ['workloads/metrics', "import type { Report } from '../report/report';", 'workloads -> report'],
    ['internal/fail', "export * from '../platform/platform';", 'internal -> platform'],
    ['internal/fail', "type Platform = import('../platform/platform').Platform;", 'internal -> platform'],
    ['checks/model/check', "import '../judging/judge';", 'checks/model -> checks/judging'],
    ['checks/network/one', "import '../../network/public-route';", 'checks/network -> network'],
    ['network/one', "import '../checks/model/check';", 'network -> checks/model'],
    ['new-folder/one', "import '../internal/fail';", 'unlisted -> internal'],
    ['checks/new-folder/one', "import '../model/check';", 'unlisted -> checks/model'],
  ])('refuse that %s says %s', (file, text, arrow) => {
    const { arrows } = new ImportGraph(new Map([[file, text]]));
    expect(upwardArrows(arrows, LAYERS)).toEqual([`${arrow}: ${file} -> ${arrows[0].to}`]);
  });

  it.each([
    ['network/one', "import '../internal/fail';"],
    ['network/one', "import './deep/two';"],
    ['checks/catalogue', "import './network/one';"],
    ['checks/judging/readiness', "import '../catalogue';"],
    ['checks/network/one', "import '../../internal/values/quantity';"],
    ['cli/main', "import '../workloads/production-service';"],
  ])('allow that %s says %s', (file, text) => {
    expect(upwardArrows(new ImportGraph(new Map([[file, text]])).arrows, LAYERS)).toEqual([]);
  });

  it('do not take a word in a text or a comment for an import', () => {
    const text = "// import '../platform/platform';\nexport const example = \"import '../platform/platform';\";\n";
    expect(new ImportGraph(new Map([['internal/fail', text]])).arrows).toEqual([]);
  });
});

describe('the graph', () => {
  it('names a circle by its files', () => {
    const graph = new ImportGraph(new Map([
      ['a/one', "import { two } from './two';"],
      ['a/two', "import type { Three } from '../b/three';"],
      ['b/three', "export * from '../a/one';"],
    ]));
    expect(graph.circles()).toEqual(['a/one -> a/two -> b/three -> a/one']);
  });

  it.each(["import '.';", "import '../../scripts/lazy-index';", "import 'cdk8s-preflight';", "import './gone';"])(
    'finds no file of src for %s', (text) => {
      expect(new ImportGraph(new Map([['a/one', text]])).strays()).toHaveLength(1);
    });
});

function countBy(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
