import * as fs from 'fs';
import * as path from 'path';
import { freeNames } from './example-code';

/** Where tests compile the examples of the API, and run them. */
export const EXAMPLES_FILE = 'test/support/api-examples.ts';

const HEAD = `/* eslint-disable */ /* eslint-enable type-errors */
// Written by \`npm run docgen\`: each @example of the public API.
`;

interface Documented {
  readonly name: string;
  readonly docs?: { readonly example?: string };
}

interface AssemblyType extends Documented {
  readonly methods?: readonly Documented[];
  readonly properties?: readonly Documented[];
}

interface Example {
  readonly name: string;
  readonly code: string;
}

/** A module with each example as a function of what stands around it. */
export function examplesText(root: string): string {
  const types = typesIn(path.join(root, '.jsii'));
  const examples = types.flatMap(examplesIn);
  const own = new Set(types.map(({ name }) => name));
  const used = [...new Set(examples.flatMap(({ code }) => freeNames(code)))].filter(isType).sort();
  return [
    HEAD,
    importOf(used.filter((name) => !own.has(name)), 'cdk8s'),
    "import { Surroundings } from './api-surroundings';\n",
    importOf(used.filter((name) => own.has(name)), '../../src'),
    '\n/** By the name of the type, or of its member. */\n',
    'export const API_EXAMPLES: Readonly<Record<string, (given: Surroundings) => void>> = {\n',
    ...examples.map(functionOf),
    '};\n',
  ].join('');
}

function typesIn(assemblyFile: string): AssemblyType[] {
  const { types } = JSON.parse(fs.readFileSync(assemblyFile, 'utf8')) as { types: Record<string, AssemblyType> };
  return Object.values(types);
}

function isType(name: string): boolean {
  return /^[A-Z]/.test(name);
}

function examplesIn(type: AssemblyType): Example[] {
  const members = [...type.methods ?? [], ...type.properties ?? []];
  return [type, ...members].flatMap((documented) => {
    const code = documented.docs?.example;
    const name = documented === type ? type.name : `${type.name}.${documented.name}`;
    return code === undefined ? [] : [{ name, code }];
  });
}

function importOf(names: readonly string[], library: string): string {
  return `import {\n${names.map((name) => `  ${name},\n`).join('')}} from '${library}';\n`;
}

function functionOf({ name, code }: Example): string {
  const given = freeNames(code).filter((free) => !isType(free));
  const body = code.split('\n').map((line) => (line === '' ? line : `    ${line}`)).join('\n');
  const parameters = given.length === 0 ? '()' : `({ ${given.join(', ')} })`;
  return `  '${name}': ${parameters} => {\n${body}\n  },\n`;
}
