import * as fs from 'fs';
import * as path from 'path';
import { compare } from './inventory';
import { Conditions, measure, Section, withNote } from './section';
import { writeChart, writeJsonnet, writeKustomization } from './sources';
import { nodeWriter, toolWriter, Writer } from './writer';
import { buildModuleProgram } from '../../test/support/system/go-program';
import { TOOLS as TOOLS_OF_TESTS } from '../../test-tools/harness/programs';
import { newFolder } from '../measure';

const BINARIES = path.resolve(__dirname, '../binaries');
const JSONNET = 'github.com/google/go-jsonnet/cmd/jsonnet';
const KUSTOMIZE = 'sigs.k8s.io/kustomize/kustomize/v5';
const NOTES = [
  'kustomize has no loops: it gets finished manifests, and adds a label',
  'jsonnet writes its documents as JSON, which YAML includes',
  'helm, jsonnet and kustomize write one text, the others a file for each service',
];
const COMPARED_SERVICES = 20;

interface Tool {
  readonly name: string;
  /** Where its program is, built if need be. */
  readonly build: () => string;
  /** Writes what it is given into a folder, and says how it is called. */
  readonly prepare: (folder: string, services: number) => readonly string[];
}

const TOOLS: readonly Tool[] = [
  { name: 'helm', build: TOOLS_OF_TESTS.helm, prepare: prepareHelm },
  { name: 'jsonnet', build: () => built('jsonnet', JSONNET), prepare: prepareJsonnet },
  { name: 'kustomize', build: () => built('kustomize', KUSTOMIZE), prepare: prepareKustomize },
];

/** A whole platform from its sources to its manifests, by us and by others. */
export function platform(conditions: Conditions): Section {
  const services = conditions.quick ? 50 : 1000;
  const tried = TOOLS.map(tryToBuild);
  const usable = tried.filter((one): one is Built => 'binary' in one);
  const missing = tried.flatMap((one) => 'missing' in one ? [one.missing] : []);
  compare(writersOf(usable, newFolder(), COMPARED_SERVICES));
  const title = `A platform of ${services} services of six objects, from source to manifests`;
  const section = measure(title, writersOf(usable, newFolder(), services), conditions);
  return withNote(section, ...NOTES, ...missing);
}

interface Built extends Tool {
  readonly binary: string;
}

function tryToBuild(tool: Tool): Built | { readonly missing: string } {
  try {
    return { ...tool, binary: tool.build() };
  } catch (error) {
    return { missing: `${tool.name} was not measured: ${(error as Error).message}` };
  }
}

function built(name: string, packagePath: string): string {
  return buildModuleProgram({ name, folder: path.join(BINARIES, name), package: packagePath });
}

function writersOf(tools: readonly Built[], folder: string, services: number): Writer[] {
  return [
    nodeWriter('ProductionApp with ApiObjects', 'tree-by-preflight', 'flat', services),
    nodeWriter('ProductionApp with ProductionServices', 'fleet', services),
    ...tools.map(({ name, binary, prepare }) => {
      const sources = path.join(folder, name);
      fs.mkdirSync(sources);
      return toolWriter(name, binary, prepare(sources, services));
    }),
  ];
}

function prepareHelm(folder: string, services: number): string[] {
  writeChart(folder, services);
  return ['template', 'fleet', folder];
}

function prepareJsonnet(folder: string, services: number): string[] {
  return ['--yaml-stream', writeJsonnet(folder, services)];
}

function prepareKustomize(folder: string, services: number): string[] {
  writeKustomization(folder, services);
  return ['build', folder];
}
