import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import * as yaml from 'js-yaml';
import { MINOR, Release, WellRunProject } from './well-run-project';
import { TOOLS } from '../harness/programs';

const MOST_BYTES = 64 * 1024 * 1024;

/** Writes the manifests of a project into a folder, as its own scripts would, and answers where they are. */
export function writeManifests(project: WellRunProject, module: string, folder: string): string {
  for (const place of project.paths) copy(path.join(module, place), path.join(folder, place), project);
  return project.release === undefined ? folder : rendered(project.release, path.join(folder, project.paths[0]));
}

/** The module cache is read-only, and so would be a copy of its folders. */
function copy(source: string, target: string, project: WellRunProject): void {
  if (fs.statSync(source).isDirectory()) {
    for (const entry of fs.readdirSync(source)) copy(path.join(source, entry), path.join(target, entry), project);
    return;
  }
  fs.mkdirSync(path.dirname(target), { recursive: true });
  fs.writeFileSync(nameOf(target), filledIn(fs.readFileSync(source, 'utf8'), project));
}

/** What is called a template is none any more. */
function nameOf(file: string): string {
  return file.replace(/\.yaml\.(in|base)$/, '.yaml');
}

function filledIn(text: string, { placeholders = {} }: WellRunProject): string {
  return Object.entries(placeholders).reduce((filled, [placeholder, value]) => (
    filled.replaceAll(placeholder, value)
  ), text);
}

function rendered({ name, values }: Release, chart: string): string {
  leaveOutWhatLacks(chart);
  const file = path.join(chart, 'rendered.yaml');
  const settings = values.flatMap((value) => ['--set', value]);
  const args = ['template', name, chart, '--namespace', name, '--kube-version', `${MINOR}.0`, ...settings];
  fs.writeFileSync(file, execFileSync(TOOLS.helm(), args, { maxBuffer: MOST_BYTES }));
  return file;
}

/** Charts of others are downloaded when a chart is packed, and are no part of its module. */
function leaveOutWhatLacks(chart: string): void {
  const file = path.join(chart, 'Chart.yaml');
  const content = yaml.load(fs.readFileSync(file, 'utf8')) as { dependencies?: { name: string }[] };
  const dependencies = content.dependencies?.filter(({ name }) => fs.existsSync(path.join(chart, 'charts', name)));
  fs.writeFileSync(file, yaml.dump({ ...content, dependencies }, { skipInvalid: true }));
}
