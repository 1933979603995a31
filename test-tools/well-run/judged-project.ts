import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { writeManifests } from './manifests';
import { MINOR, WellRunProject } from './well-run-project';
import { downloadGoModule } from '../../scripts/schemas/go-module';
import { judgeAll } from '../../src/checks/judging/readiness';
import { Unreadable } from '../../src/checks/loading/file-content';
import { readPaths } from '../../src/checks/loading/files';
import { Result } from '../../src/checks/model/result';

/** What was said of a project. */
export interface JudgedProject {
  readonly objects: number;
  readonly unreadable: readonly Unreadable[];
  readonly results: readonly Result[];
}

/** What is recorded of a project: how often each check failed. */
export interface ProjectRecord {
  readonly objects: number;
  readonly findings: { readonly [check: string]: number };
}

/** Where a module lies, from the cache of Go or its proxy; where tests must be complete, it has to be had. */
export function folderOf({ name, module }: WellRunProject): string | undefined {
  try {
    return downloadGoModule(module.name, module.version).directory;
  } catch (error) {
    const complaint = `the manifests of ${name} cannot be had: ${(error as Error).message}`;
    if (process.env.CI === 'true') throw new Error(complaint);
    process.stderr.write(`left out: ${complaint}\n`);
    return undefined;
  }
}

/** Judges the manifests of a project, which lie in a folder of its module. */
export function judgeProject(project: WellRunProject, module: string): JudgedProject {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'well-run-'));
  try {
    const { manifests, unreadable } = readPaths([writeManifests(project, module, folder)]);
    const { results } = judgeAll(manifests, { kubernetesVersion: MINOR });
    return { objects: manifests.length, unreadable, results };
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

/** The results that say that something is wrong. */
export function findingsIn({ results }: JudgedProject): Result[] {
  return results.filter(({ status }) => status === 'failed');
}

/** What to record of a project. */
export function recordOf(judged: JudgedProject): ProjectRecord {
  const findings: { [check: string]: number } = {};
  for (const id of findingsIn(judged).map(({ check }) => check.id).sort()) findings[id] = (findings[id] ?? 0) + 1;
  return { objects: judged.objects, findings };
}
