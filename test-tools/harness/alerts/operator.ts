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
  return answerOfOperator('routing', input);
}

/** What it makes of a Prometheus, and of all that it selects. */
export interface OperatorConfiguration {
  /** The file that Prometheus is given. */
  readonly configuration: string;
  /** Rule files by name. */
  readonly rules: Readonly<Record<string, string>>;
  /** Each as its kind, a space, its namespace, a slash and its name. */
  readonly selected: readonly string[];
  /** Selected, and not taken. */
  readonly rejected: readonly string[];
}

/** A Prometheus, and what else there is. */
export interface Operated {
  readonly prometheus: Manifest;
  readonly objects: readonly Manifest[];
}

/** What the operator makes of each Prometheus among other objects. */
export function configurationsOfOperator(all: readonly Operated[]): OperatorConfiguration[] {
  return JSON.parse(answerOfOperator('configuration', JSON.stringify(all)));
}

function answerOfOperator(question: string, input: string): string {
  const options = { input, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 } as const;
  const { error, status, stdout, stderr } = spawnSync(TOOLS.operatorAnswers(), [question], options);
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
