import { findingsIn, folderOf, judgeProject, recordOf } from './judged-project';
import { WELL_RUN_PROJECTS } from './projects';
import { readRecords, Records, writeRecords } from './records';

main(process.argv.includes('--write'));

/** Prints every finding, to be read; and records how many there are of each check where that is asked for. */
function main(writes: boolean): void {
  const records: { [project: string]: Records[string] } = {};
  for (const project of WELL_RUN_PROJECTS) {
    const folder = folderOf(project);
    if (folder === undefined) {
      records[project.name] = readRecords()[project.name];
      continue;
    }
    const judged = judgeProject(project, folder);
    records[project.name] = recordOf(judged);
    for (const { check, manifest, container = '', message } of findingsIn(judged)) {
      const object = `${manifest?.kind} ${manifest?.namespace}/${manifest?.name}`;
      process.stdout.write(`${[check.id, project.name, object, container, message].join('\t')}\n`);
    }
  }
  if (writes) writeRecords(records);
}
