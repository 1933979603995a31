import * as fs from 'fs';
import * as path from 'path';
import { compare } from './inventory';
import { Conditions, measure, Section, withNote } from './section';
import { writeChart, writeJsonnet, writeKustomization } from './sources';
import { nodeWriter, toolWriter, Writer } from './writer';
import { buildProgram } from '../../test/support/go-program';
import { withFolder } from '../measure';

const BINARIES = path.resolve(__dirname, '../binaries');
const NOTES = [
  'kustomize has no loops: it gets finished manifests, and adds a label',
  'jsonnet writes its documents as JSON, which YAML includes',
  'helm, jsonnet and kustomize write one text, the others a file for each service',
];
const COMPARED_SERVICES = 20;

interface Tool {
  readonly name: string;
  readonly package: string;
  /** Writes what it is given into a folder, and says how it is called. */
  readonly prepare: (folder: string, services: number) => readonly string[];
}

const TOOLS: readonly Tool[] = [
  { name: 'helm', package: 'helm.sh/helm/v3/cmd/helm', prepare: prepareHelm },
  { name: 'jsonnet', package: 'github.com/google/go-jsonnet/cmd/jsonnet', prepare: prepareJsonnet },
  { name: 'kustomize', package: 'sigs.k8s.io/kustomize/kustomize/v5', prepare: prepareKustomize },
];

/** A whole platform from its sources to its manifests, by us and by others. */
export function platform(conditions: Conditions): Section {
  const services = conditions.quick ? 50 : 1000;
  const built = TOOLS.map(build);
  const usable = built.filter((one): one is Built => 'binary' in one);
  const missing = built.flatMap((one) => 'missing' in one ? [one.missing] : []);
  withFolder((folder) => compare(writersOf(usable, folder, COMPARED_SERVICES)));
  const title = `A platform of ${services} services of six objects, from source to manifests`;
  const section = withFolder((folder) => measure(title, writersOf(usable, folder, services), conditions));
  return withNote(section, ...NOTES, ...missing);
}

interface Built extends Tool {
  readonly binary: string;
}

function build(tool: Tool): Built | { readonly missing: string } {
  const folder = path.join(BINARIES, tool.name);
  try {
    const binary = buildProgram({ name: tool.name, folder, files: ['go.mod', 'go.sum'], package: tool.package });
    return { ...tool, binary };
  } catch (error) {
    return { missing: `${tool.name} was not measured: ${(error as Error).message}` };
  }
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
