import { IConstruct } from 'constructs';
import { ruleFilesOf, scrapeFilesOf, TreeFile } from './tree-files';
import { messageAt, pathOf } from '../../internal/fail';
import { dividedByConfigMap } from '../../internal/manifest/config-map-size';
import { Json, JsonObject, objectsIn } from '../../internal/values/json';
import { contentOf } from '../exporters/found-content';

/** The list that a file must hold at its top. */
const LISTS = { rules: 'groups', scrapeConfigs: 'scrape_configs' } as const;

/** What Prometheus would refuse of the files of a tree, and with them of everything else. */
export function fileProblems(scope: IConstruct, { fileParts, jobs }: LoadedFiles): string[] {
  const [ruleFiles, scrapeFiles] = [ruleFilesOf(scope), scrapeFilesOf(scope)];
  return [
    ...unreadable(ruleFiles, LISTS.rules),
    ...unreadable(scrapeFiles, LISTS.scrapeConfigs),
    ...jobsTwice(scrapeFiles, new Map(jobs.map(({ job_name: name }) => [name, pathOf(scope)]))),
    ...tooFewParts(scope, fileParts, dividedByConfigMap([...ruleFiles, ...scrapeFiles]).length),
  ];
}

/** What has been decided about the files before they are known. */
interface LoadedFiles {
  readonly fileParts: number;
  /** Those that are in no file. */
  readonly jobs: readonly JsonObject[];
}

function unreadable(files: readonly TreeFile[], list: string): string[] {
  return files.filter(({ found }) => !Array.isArray(contentOf(found)[list])).map(({ found }) => (
    messageAt(pathOf(found.owner), {
      prop: `data[${found.name}]`,
      must: `be YAML with a list of ${list}, for Prometheus takes no configuration with a file that it cannot read`,
      got: found.text,
      remedy: 'correct it, or leave the label out by which Prometheus finds it',
    })
  ));
}

/** By the path of who has each job. */
function jobsTwice(files: readonly TreeFile[], known: Map<Json, string>): string[] {
  return files.flatMap(({ found }) => objectsIn(contentOf(found).scrape_configs).flatMap(({ job_name: name }) => {
    const other = known.get(name);
    if (other === undefined) known.set(name, pathOf(found.owner));
    return other === undefined ? [] : [messageAt(pathOf(found.owner), {
      prop: `data[${found.name}].job_name`,
      must: `be the name of one job alone, and [${other}] has it too`,
      got: name,
      remedy: 'rename one of the two',
    })];
  }));
}

function tooFewParts(scope: IConstruct, fileParts: number, needed: number): string[] {
  if (needed <= fileParts) return [];
  return [messageAt(pathOf(scope), {
    prop: 'fileParts',
    must: `be ${needed} at least, for the rules and scrape configurations of the tree fill that many ConfigMaps`,
    got: fileParts,
    remedy: 'raise it',
  })];
}
