import * as fs from 'fs';
import * as path from 'path';
import * as fc from 'fast-check';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { installPackage, run } from './harness/installed-package';
import { SHAPES } from '../test/support/cdk8s/cdk8s-shapes';
import { hostileText } from '../test/support/cdk8s/hostile-texts';
import { STRINGS } from '../test/support/cdk8s/yaml-strings';

const ROOT = path.resolve(__dirname, '..');
const { peerDependencies } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
const PEER_RANGE = peerDependencies.cdk8s as string;
const OLDEST_VERSION = PEER_RANGE.replace('^', '');

/** Builds each shape by both apps, and says for which they differ. */
const PROGRAM_OF_SHAPES = `
const { App } = require('cdk8s');
const { ProductionApp } = require('cdk8s-preflight');
const { SHAPES } = require('./cdk8s-shapes.js');
const build = (app, shape) => {
  shape(app);
  return app.synthYaml();
};
const differing = Object.keys(SHAPES)
  .filter((name) => build(new ProductionApp(), SHAPES[name]) !== build(new App(), SHAPES[name]));
console.log(JSON.stringify({ built: Object.keys(SHAPES), differing }));
`;

/** Builds the same tree of each hard text by both apps, and says for which they differ. */
const PROGRAM = `
const { ApiObject, App, Chart } = require('cdk8s');
const { ProductionApp } = require('cdk8s-preflight');
const build = (app, text) => {
  const chart = new Chart(app, 'chart');
  // cdk8s cannot render a key that every object of JavaScript has.
  const key = text in {} ? 'key' : text;
  const data = { value: text, list: [text, [text, { deep: text }]], map: { [key]: { [key]: text } } };
  new ApiObject(chart, 'object', { apiVersion: 'example.com/v1', kind: 'Hard', metadata: { name: 'x' }, data });
  return app.synthYaml();
};
const differing = require('./texts.json').filter((text) => build(new ProductionApp(), text) !== build(new App(), text));
console.log(JSON.stringify({ version: require('cdk8s/package.json').version, differing }));
`;

/** Writes objects that hold many hostile texts by both apps, and says for which text they differ. */
const PROGRAM_OF_TEXTS = `
const { ApiObject, App, Chart } = require('cdk8s');
const { ProductionApp } = require('cdk8s-preflight');
const build = (app, texts) => {
  const items = texts.map((text) => ({ text, list: [text, [{ deep: text }]] }));
  new ApiObject(new Chart(app, 'chart'), 'object', { apiVersion: 'example.com/v1', kind: 'Hard', items });
  return app.synthYaml();
};
const differs = (texts) => build(new ProductionApp(), texts) !== build(new App(), texts);
const batches = require('./hostile.json');
const differing = batches.filter(differs).flatMap((texts) => texts.filter((text) => differs([text])));
console.log(JSON.stringify({ differing }));
`;
const BATCHES = 200;
const TEXTS_OF_BATCH = 500;

describe.each([
  ['the oldest', OLDEST_VERSION],
  ['the newest', PEER_RANGE],
])('with %s cdk8s of the peer range', (_, range) => {
  let folder: string;

  beforeAll(() => {
    folder = installPackage(range);
  }, 300_000);

  afterAll(() => fs.rmSync(folder, { recursive: true }));

  it('the package, as users install it, writes the bytes of that App', () => {
    fs.writeFileSync(path.join(folder, 'texts.json'), JSON.stringify(STRINGS));
    fs.writeFileSync(path.join(folder, 'main.js'), PROGRAM);
    const { version, differing } = JSON.parse(run(folder, [process.execPath, 'main.js']));
    expect(differing).toEqual([]);
    expect(version === OLDEST_VERSION).toBe(range === OLDEST_VERSION);
  });

  it('the package writes the bytes of that App for a hundred thousand hostile texts', () => {
    const batch = fc.array(hostileText, { minLength: TEXTS_OF_BATCH, maxLength: TEXTS_OF_BATCH });
    fs.writeFileSync(path.join(folder, 'hostile.json'), JSON.stringify(fc.sample(batch, BATCHES)));
    fs.writeFileSync(path.join(folder, 'hostile.js'), PROGRAM_OF_TEXTS);
    expect(JSON.parse(run(folder, [process.execPath, 'hostile.js']))).toEqual({ differing: [] });
  });

  it('the package writes the bytes of that App for each shape of its examples', () => {
    const shapes = fs.readFileSync(path.join(ROOT, 'test/support/cdk8s/cdk8s-shapes.ts'), 'utf8');
    const compilerOptions = { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 };
    const { outputText } = transpileModule(shapes, { compilerOptions });
    fs.writeFileSync(path.join(folder, 'cdk8s-shapes.js'), outputText);
    fs.writeFileSync(path.join(folder, 'shapes.js'), PROGRAM_OF_SHAPES);
    const { built, differing } = JSON.parse(run(folder, [process.execPath, 'shapes.js']));
    expect(differing).toEqual([]);
    expect(built).toEqual(Object.keys(SHAPES));
  });
});
