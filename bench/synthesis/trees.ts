import * as fs from 'fs';
import * as path from 'path';
import { compare } from './inventory';
import { programNamed } from './programs';
import { TEXTS } from './programs/texts';
import { Conditions, measure, Row, Section, withNote } from './section';
import { nodeWriter, Writer } from './writer';
import { newFolder, runNode } from '../measure';

const OBJECTS_PER_CHART = 6;
const COMPARED_CHARTS = 50;
/** With six more it would take sixty-four times as long. */
const MOST_LAYERS_OF_CDK8S = 24;
const BY_PREFLIGHT = 'tree-by-preflight';
const BY_CDK8S = 'tree-by-cdk8s';
const PHASES = [
  ['load', 'floor: start of Node, loading of cdk8s and js-yaml'],
  ['build', 'floor: making the constructs'],
  ['toJson', 'floor: toJson of each object'],
  ['yaml', 'floor: text by js-yaml'],
  ['write', 'floor: writing files'],
] as const;

/** Flat trees of growing size, by our app, by cdk8s' own, and by the least that must be done. */
export function flatTrees(conditions: Conditions): Section[] {
  const sizes = conditions.quick ? [0, 100, 200] : [0, 500, 1000, 2000, 4000];
  compare(flatWriters(COMPARED_CHARTS));
  const sections = sizes.map((charts) => (
    measure(`Flat tree: ${charts} charts of ${OBJECTS_PER_CHART} objects`, flatWriters(charts), conditions)
  ));
  const last = sections.length - 1;
  sections[last] = withNote(sections[last], ...growth(sections, sizes));
  return [...sections, limits(sections[last], sizes[last])];
}

/** Charts of ConfigMaps, with texts of each shape that YAML writes in another form. */
export function textTrees(conditions: Conditions): Section[] {
  const charts = conditions.quick ? 50 : 1000;
  return Object.keys(TEXTS).map((shape) => {
    compare(treeWriters(shape, COMPARED_CHARTS));
    return measure(`Texts, ${shape}: ${charts} charts of 6 ConfigMaps`, treeWriters(shape, charts), conditions);
  });
}

/** Trees in which the paths through the dependencies double with each layer. */
export function layeredTrees(conditions: Conditions): Section[] {
  const sizes = conditions.quick ? [10, 12] : [20, 22, 24, 30];
  compare(layerWriters(sizes[0]));
  return sizes.map((layers) => measure(`Layered tree: ${layers} layers of two`, layerWriters(layers), conditions));
}

function flatWriters(charts: number): Writer[] {
  return treeWriters('flat', charts);
}

/** By our app, by cdk8s' own, and by the least that must be done. */
function treeWriters(tree: string, charts: number): Writer[] {
  return [
    nodeWriter('ProductionApp', BY_PREFLIGHT, tree, charts),
    nodeWriter("cdk8s' App", BY_CDK8S, tree, charts),
    nodeWriter('floor: toJson, js-yaml, write', 'floor', tree, charts),
  ];
}

function layerWriters(layers: number): Writer[] {
  const ours = nodeWriter('ProductionApp', BY_PREFLIGHT, 'layers', layers);
  return layers > MOST_LAYERS_OF_CDK8S ? [ours] : [ours, nodeWriter("cdk8s' App", BY_CDK8S, 'layers', layers)];
}

/** Nothing of what starting and loading costs is an object's. */
function growth(sections: readonly Section[], sizes: readonly number[]): string[] {
  const last = sections.length - 1;
  return sections[0].rows.map(({ name, seconds }, index) => {
    const perChart = (position: number) => (sections[position].rows[index].seconds - seconds) / sizes[position];
    const ratio = (perChart(last) / perChart(1)).toFixed(2);
    const sign = sections[last].rows[index].unfinished ? 'more than ' : '';
    return `${name}: a chart costs ${sign}${ratio} times at ${sizes[last]} charts what it costs at ${sizes[1]}`;
  });
}

/** Where the time of the floor goes, beside the whole of ours. Only js-yaml's text is not a limit for other writers. */
function limits({ rows: [ours] }: Section, charts: number): Section {
  const folder = newFolder();
  runNode([programNamed('floor'), 'flat', String(charts), folder], { strict: true });
  const phases = JSON.parse(fs.readFileSync(path.join(folder, 'phases.json'), 'utf8')) as { [name: string]: number };
  const rows = PHASES.map(([phase, name]): Row => (
    { name, seconds: phases[phase], runs: 1, time: phases[phase] / ours.seconds }
  ));
  return { title: `What the floor is made of at ${charts} charts`, rows: [ours, ...rows], notes: [] };
}
