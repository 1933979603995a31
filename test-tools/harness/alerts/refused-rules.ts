import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { inFolder } from '../../../test/support/system/folders';
import { TOOLS } from '../programs';

/** The expressions that promtool refuses as rules, all asked at once. */
export function refusedExpressions(expressions: readonly string[]): Set<string> {
  const rules = expressions.map((expr, index) => ({ record: 'a:b', labels: { index: `${index}` }, expr }));
  return inFolder((folder) => {
    const file = path.join(folder, 'rules.yaml');
    fs.writeFileSync(file, JSON.stringify({ groups: [{ name: 'a', rules }] }));
    const { error, stdout, stderr } = spawnSync(TOOLS.promtool(), ['check', 'rules', '--lint=none', file], {
      encoding: 'utf8', maxBuffer: 64 * 1024 * 1024,
    });
    if (error !== undefined) throw error;
    return new Set([...`${stdout}${stderr}`.matchAll(/group "a", rule (\d+), "a:b": could not parse expression/g)]
      .map(([, number]) => expressions[Number(number) - 1]));
  });
}
