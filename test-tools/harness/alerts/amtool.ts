import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { inFolder } from '../../../test/support/system/folders';
import { TOOLS } from '../programs';

/** What amtool has against a configuration of Alertmanager; empty where it has nothing. */
export function checkConfiguration(configuration: string): string {
  return withFile(configuration, (file) => {
    // What it takes though it is written as it was once is said beside the answer.
    const { status, stdout, stderr } = amtool(['check-config', file]);
    return status === 0 && stderr === '' ? '' : `exit code ${status}: ${stdout}${stderr}`;
  });
}

/** The receivers that a configuration sends an alert to, by its labels. */
export function receiversOf(configuration: string, labels: Readonly<Record<string, string>>): string[] {
  // They are read as matchers are.
  const pairs = Object.entries(labels).map(([label, value]) => `${label}=${JSON.stringify(value)}`);
  return withFile(configuration, (file) => {
    const { status, stdout, stderr } = amtool(['config', 'routes', 'test', `--config.file=${file}`, ...pairs]);
    if (status !== 0 || stderr !== '') throw new Error(`amtool ended with exit code ${status}: ${stderr}`);
    return stdout.trim().split(',');
  });
}

function withFile<T>(configuration: string, use: (file: string) => T): T {
  return inFolder((folder) => {
    const file = path.join(folder, 'alertmanager.yaml');
    fs.writeFileSync(file, configuration);
    return use(file);
  });
}

function amtool(args: readonly string[]) {
  const result = spawnSync(TOOLS.amtool(), args, { encoding: 'utf8' });
  if (result.error !== undefined) throw result.error;
  return result;
}
