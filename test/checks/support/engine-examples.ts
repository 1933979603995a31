import * as fs from 'fs';
import * as path from 'path';
import { load } from 'js-yaml';
import { CHECKS } from '../../../src/checks/catalogue';
import { judge } from '../../../src/checks/judging/judge';
import { readDocuments } from '../../../src/checks/loading/documents';
import { unreadableResults } from '../../../src/checks/loading/unreadable';
import { Cluster } from '../../../src/checks/model/cluster';
import { ENGINE_CHECKS } from '../../../src/checks/model/engine/engine-checks';
import { Result } from '../../../src/checks/model/result';
import { DEFAULT_MINOR } from '../../../src/internal/kubernetes-version';

const FILE = path.resolve(__dirname, '../engine-examples.yaml');

/** What the page of one of the engine's own checks shows. */
export interface EngineExample {
  readonly id: string;
  readonly options?: string;
  readonly wrong: string;
  readonly right: string;
}

export function readEngineExamples(): EngineExample[] {
  return load(fs.readFileSync(FILE, 'utf8')) as EngineExample[];
}

/** What the engine says by one of its own checks that is wrong with manifests. */
export function engineResultsOf(id: string, text: string): Result[] {
  const { manifests, unreadable } = readDocuments('case.yaml', text);
  const knownIds = new Set([...CHECKS, ...ENGINE_CHECKS].map((check) => check.id));
  const judged = judge(new Cluster(manifests, DEFAULT_MINOR), { checks: CHECKS, knownIds, asOf: '2026-01-01' });
  return [...unreadableResults(unreadable), ...judged]
    .filter(({ check, status }) => check.id === id && (status === 'failed' || status === 'error'));
}
