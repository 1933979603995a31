import * as fs from 'fs';
import * as path from 'path';
import { make, SampleCall } from './samples';
import { CallableName } from './sites';
import { appsOf } from './uses';
import { CHECKS } from '../../../src/checks/catalogue';
import { judge } from '../../../src/checks/judging/judge';
import { Cluster } from '../../../src/checks/model/cluster';
import { Manifest } from '../../../src/checks/model/manifest';
import { NAMED_ERROR, UNSEEN } from '../errors';
import { readYaml } from '../render';
import { schemaProblems } from '../schemas';
import { inFolder } from '../system/folders';

const MINOR = '1.30';
const HEADING = 'Nothing was written:\n';
const LONGEST = 2500;
const PATCHES = ['patch', 'mergePatch'];
/** What JavaScript writes where a value was taken for another one. */
const MISTAKEN = /\[object \w+\]|\bundefined\b|=> /;
const VALIDITY = CHECKS.filter(({ box }) => box === 'valid-manifests');

/** What became of a call. */
export interface Outcome {
  /**
   * `refused` by an error in the house form, `written` as objects that the schemas take; else it is a fault: `raw` is
   * an error of another form, `invalid` an object that no API server takes, and `mistaken` text that JavaScript made.
   */
  readonly kind: 'refused' | 'written' | 'raw' | 'invalid' | 'mistaken';
  readonly message: string;
}

/** Makes a call, and all that is written of it. */
export function outcomeOf(callable: CallableName, callOf: () => SampleCall, turn = 0): Outcome {
  const act = () => {
    const call = callOf();
    const apps = appsOf({ callable, scope: call.scope, result: make(callable, call), turn });
    return writtenOutcome(apps.map((app) => app.synthYaml()), PATCHES.includes(callable.name));
  };
  try {
    return callable.className === 'Audit' ? withinFolder(act) : act();
  } catch (error) {
    return refusedOutcome(error);
  }
}

/** An audit writes its report where it is told. */
function withinFolder<T>(act: () => T): T {
  const before = process.cwd();
  return inFolder((folder) => {
    const inner = path.join(folder, 'a/b/c');
    fs.mkdirSync(inner, { recursive: true });
    process.chdir(inner);
    try {
      return act();
    } finally {
      process.chdir(before);
    }
  });
}

/** What an API server checks beyond the schemas, as the readiness checklist has it. */
function validityProblems(manifests: any[]): string[] {
  const cluster = new Cluster(manifests.map((manifest) => new Manifest(manifest)), Number(MINOR.split('.')[1]));
  const results = judge(cluster, { checks: VALIDITY, knownIds: new Set(), asOf: '2026-01-01' });
  return results.filter(({ check, status }) => VALIDITY.includes(check as never) && status !== 'passed')
    .map(({ check, manifest, message, path: at, actual }) => (
      `${check.id} ${manifest?.kind} ${manifest?.name} ${at} ${message} ${JSON.stringify(actual)}`
    ));
}

function refusedOutcome(error: unknown): Outcome {
  const message = error instanceof Error ? error.message : String(error);
  const problems = message.startsWith(HEADING) ? message.slice(HEADING.length).split('\n') : [message];
  const isGood = problems.every((problem) => NAMED_ERROR.test(problem.trim()))
    && !UNSEEN.test(message) && message.length <= LONGEST * problems.length;
  return { kind: isGood ? 'refused' : 'raw', message: isGood ? message : String((error as Error)?.stack ?? error) };
}

/** A patch is the user's own word. */
function writtenOutcome(texts: readonly string[], isPatched: boolean): Outcome {
  const manifests = texts.flatMap((text) => readYaml(text));
  const problems = isPatched ? [] : [...manifests.flatMap((manifest) => schemaProblems(MINOR, manifest)),
    ...validityProblems(manifests)];
  if (problems.length > 0) return { kind: 'invalid', message: problems.join('\n') };
  const text = JSON.stringify(manifests);
  const mistaken = MISTAKEN.exec(text);
  if (mistaken === null) return { kind: 'written', message: `${manifests.length} objects` };
  return { kind: 'mistaken', message: text.slice(Math.max(0, mistaken.index - 80), mistaken.index + 80) };
}
