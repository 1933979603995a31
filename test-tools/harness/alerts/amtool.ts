import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { inFolder } from '../../../test/support/system/folders';
import { TOOLS } from '../programs';

/** What amtool has against a configuration of Alertmanager; empty where it has nothing. */
export function checkConfiguration(configuration: string): string {
  return withFile(configuration, (file) => {
    const { status, output } = amtool(['check-config', file]);
    return status === 0 ? '' : `exit code ${status}: ${output}`;
  });
}

/** The receivers that a configuration sends an alert to, by its labels. */
export function receiversOf(configuration: string, labels: Readonly<Record<string, string>>): string[] {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}=${value}`);
  return withFile(configuration, (file) => {
    const { status, output } = amtool(['config', 'routes', 'test', `--config.file=${file}`, ...pairs]);
    if (status !== 0) throw new Error(`amtool ended with exit code ${status}: ${output}`);
    return output.trim().split(',');
  });
}

function withFile<T>(configuration: string, use: (file: string) => T): T {
  return inFolder((folder) => {
    const file = path.join(folder, 'alertmanager.yaml');
    fs.writeFileSync(file, configuration);
    return use(file);
  });
}

function amtool(args: readonly string[]): { status: number | null; output: string } {
  const { error, status, stdout, stderr } = spawnSync(TOOLS.amtool(), args, { encoding: 'utf8' });
  if (error !== undefined) throw error;
  return { status, output: `${stdout}${stderr}` };
}
