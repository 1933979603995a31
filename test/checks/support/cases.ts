import * as fs from 'fs';
import * as path from 'path';
import { load } from 'js-yaml';
import { judge } from '../../../src/checks/judging/judge';
import { readDocuments } from '../../../src/checks/loading/documents';
import { ICheck } from '../../../src/checks/model/check';
import { Cluster } from '../../../src/checks/model/cluster';
import { Result, Status } from '../../../src/checks/model/result';

const CASES = path.resolve(__dirname, '../cases');

/** Small manifests, and what a check says of the first of them. */
export interface CheckCase {
  readonly name: string;
  /** One status for all results, or one for each container. */
  readonly expect: Status | Record<string, Status>;
  /** A path that some result names. */
  readonly path?: string;
  readonly kubernetesVersion?: string;
  readonly trustedRegistries?: string[];
  /** Whether the page of the check shows it, rather than a shorter one. */
  readonly example?: boolean;
  readonly objects: string;
}

/** What the objects are judged by. */
type CaseOptions = Partial<Pick<CheckCase, 'kubernetesVersion' | 'trustedRegistries'>>;

const FILES = new Map(caseFiles().map((name) => [path.basename(name, '.yaml'), path.join(CASES, name)]));

/** Every file with cases, by its path below their folder. */
export function caseFiles(): string[] {
  return (fs.readdirSync(CASES, { recursive: true }) as string[]).filter((name) => name.endsWith('.yaml')).sort();
}

/** The cases of a check; none where it has no file. */
export function readCases(id: string): CheckCase[] {
  const file = FILES.get(id);
  return file === undefined ? [] : load(fs.readFileSync(file, 'utf8')) as CheckCase[];
}

/** What a check says of the first of the objects. */
export function resultsOf(
  check: ICheck, objects: string, { kubernetesVersion = '1.30', trustedRegistries }: CaseOptions = {},
): Result[] {
  const { manifests, unreadable } = readDocuments('case.yaml', objects);
  if (unreadable.length > 0) throw new Error(unreadable[0].message);
  const cluster = new Cluster(manifests, Number(kubernetesVersion.split('.')[1]), trustedRegistries);
  const options = { checks: [check], knownIds: new Set([check.id]), asOf: '2026-01-01' };
  // Of objects that are the same one the last is judged.
  const judged = cluster.versionsOf(manifests[0]).at(-1);
  return judge(cluster, options).filter((result) => result.check.id === check.id && result.manifest === judged);
}
