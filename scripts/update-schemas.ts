import * as path from 'path';
import { parseArgs } from 'util';
import { deriveCustomResources, deriveKubernetes } from './schemas/derive';
import { Derivation, SchemaFolder } from './schemas/schema-folder';
import { KUBERNETES_SOURCES, KubernetesSource } from './schemas/sources';

interface Options {
  readonly check: boolean;
  /** Empty for everything: all minors and all custom resources. */
  readonly minors: readonly string[];
}

try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`schemas: ${(error as Error).message}\n`);
  process.exitCode = 2;
}

/** Derives strict JSON schemas from the API definitions that the projects publish as Go modules. */
function main(argv: string[]): number {
  const { check, minors } = readOptions(argv);
  const derivation = minors.length === 0 ? deriveEverything() : deriveMinors(minors);
  const folder = new SchemaFolder(path.join(__dirname, '..', 'schemas'));
  if (!check) {
    folder.write(derivation);
  }
  const problems = folder.problems(derivation);
  if (problems.length > 0) {
    process.stderr.write(problems.map((problem) => `schemas/${problem}\n`).join(''));
    return 1;
  }
  process.stdout.write(`schemas: ${derivation.files.length} files up to date\n`);
  return 0;
}

function readOptions(argv: string[]): Options {
  const { values } = parseArgs({
    args: argv,
    options: { check: { type: 'boolean' }, minor: { type: 'string', multiple: true } },
  });
  return { check: values.check ?? false, minors: values.minor ?? [] };
}

function deriveEverything(): Derivation {
  const kubernetes = KUBERNETES_SOURCES.map(deriveKubernetes);
  const newest = kubernetes[kubernetes.length - 1].document;
  return { files: [...kubernetes, ...deriveCustomResources(newest)], complete: true };
}

function deriveMinors(minors: readonly string[]): Derivation {
  const sources = new Set(minors.map(sourceOf));
  return { files: [...sources].map(deriveKubernetes), complete: false };
}

function sourceOf(minor: string): KubernetesSource {
  const source = KUBERNETES_SOURCES.find((candidate) => candidate.minor === minor);
  if (!source) {
    const known = KUBERNETES_SOURCES.map((candidate) => candidate.minor).join(', ');
    throw new Error(`'--minor' must be one of ${known}, got ${JSON.stringify(minor)}`);
  }
  return source;
}
