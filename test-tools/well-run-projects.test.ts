import * as fs from 'fs';
import * as path from 'path';
import { ACCEPTED_FALSE_ALARMS } from './well-run/accepted-false-alarms';
import { APPLICATION_PROJECTS } from './well-run/application-projects';
import { findingsIn, folderOf, judgeProject, recordOf } from './well-run/judged-project';
import { WELL_RUN_PROJECTS } from './well-run/projects';
import { readRecords } from './well-run/records';
import { CRD_SOURCES, KUBERNETES_MODULE, KUBERNETES_SOURCES } from '../scripts/schemas/sources';

const BINARIES = path.join(__dirname, 'binaries');
const FEWEST_PROJECTS = 8;
const MOST_FALSE_ALARMS = 0.005;

const recorded = readRecords();
const projects = WELL_RUN_PROJECTS.map((project) => ({ project, folder: folderOf(project) }));
const judged = projects.flatMap(({ project, folder }) => (
  folder === undefined ? [] : [{ ...project, judged: judgeProject(project, folder) }]
));
const findings = judged.flatMap((project) => findingsIn(project.judged).map(({ check, manifest }) => (
  { project: project.name, check: check.id, object: `${manifest?.kind} ${manifest?.name}` }
)));

it('finds enough projects, each with its record', () => {
  expect(Object.keys(recorded)).toEqual(WELL_RUN_PROJECTS.map(({ name }) => name));
  expect(judged.length).toBeGreaterThanOrEqual(FEWEST_PROJECTS);
});

it('takes modules that schemas and tools are made of, and applications', () => {
  const pinned = [
    ...KUBERNETES_SOURCES.map(({ version }) => `${KUBERNETES_MODULE} ${version}`),
    ...CRD_SOURCES.map(({ module, version }) => `${module} ${version}`),
    ...fs.readdirSync(BINARIES).map((tool) => fs.readFileSync(path.join(BINARIES, tool, 'go.mod'), 'utf8')),
  ].join('\n');
  const foreign = WELL_RUN_PROJECTS.filter(({ module: { name, version } }) => !pinned.includes(`${name} ${version}`));
  expect(foreign).toEqual(APPLICATION_PROJECTS);
});

for (const { project, folder } of projects) {
  const describeWhereItIs = folder === undefined ? describe.skip : describe;
  const { name, module } = project;

  describeWhereItIs(`${name} of ${module.name} ${module.version}`, () => {
    const found = judged.find((one) => one.name === name)?.judged;

    it('is read and judged without an error', () => {
      expect(found?.unreadable).toEqual([]);
      expect(found?.results.filter(({ status }) => status === 'error')).toEqual([]);
    });

    // Where a check changed on purpose, read what is new; docs/architecture.md says how it is recorded.
    it('has the findings that somebody has read', () => {
      expect(found && recordOf(found)).toEqual(recorded[name]);
    });
  });
}

describe('the accepted false alarms', () => {
  const present = ACCEPTED_FALSE_ALARMS.filter(({ project }) => judged.some(({ name }) => name === project));

  it.each(present)('hold a $check of $project that is still found', ({ project, check, object }) => {
    expect(findings).toContainEqual({ project, check, object });
  });
});

const describeWithAll = judged.length === projects.length ? describe : describe.skip;

describeWithAll('the share of accepted false alarms', () => {
  it('is small', () => {
    const accepted = findings.filter((finding) => ACCEPTED_FALSE_ALARMS.some(({ project, check, object }) => (
      finding.project === project && finding.check === check && finding.object === object
    )));
    expect(accepted.length / findings.length).toBeLessThan(MOST_FALSE_ALARMS);
  });
});
