import { spawnSync } from 'child_process';
import { Manifest } from '../../../test/support/schemas';
import { TOOLS } from '../programs';

/** Of the Alertmanager that it is made for. */
const VERSION = '0.34.2';
// Good for keys, passwords and addresses.
const SECRET = Buffer.from('https://example.com/secret').toString('base64');

/** How an Alertmanager looks at AlertmanagerConfigs: as if each were about its own namespace, or not. */
export type MatcherStrategy = 'None' | 'OnNamespace';

/** The file that the Prometheus operator makes of an AlertmanagerConfig. */
export function fileOfOperator(config: Manifest, strategy: MatcherStrategy): string {
  const input = JSON.stringify({ config, strategy, version: VERSION, secrets: secretsOf(config) });
  const { error, status, stdout, stderr } = spawnSync(TOOLS.operatorRouting(), [], { input, encoding: 'utf8' });
  if (error !== undefined) throw error;
  if (status !== 0 || stderr !== '') throw new Error(`the operator says: ${stderr}`);
  return stdout;
}

/** The Secrets that it names. */
function secretsOf(config: Manifest): Record<string, Record<string, string>> {
  const secrets: Record<string, Record<string, string>> = {};
  JSON.stringify(config.spec.receivers, (_, value) => {
    if (typeof value?.name === 'string' && typeof value?.key === 'string') {
      (secrets[value.name] ??= {})[value.key] = SECRET;
    }
    return value;
  });
  return secrets;
}
