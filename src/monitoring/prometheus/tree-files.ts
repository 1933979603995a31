import { createHash } from 'crypto';
import { IConstruct } from 'constructs';
import { ALERT_RULES_LABEL, SCRAPE_CONFIGS_LABEL } from '../../internal/naming/labels';
import { filesLabeled, FoundFile } from '../../internal/tree/labeled-config-maps';

/** How the names of files end, by what they hold: Prometheus finds them by that. */
export const ENDINGS = { rules: '.rules.yaml', scrapeConfigs: '.scrape.yaml' };
/** The longest key of a ConfigMap. */
const LONGEST_NAME = 253;
const DIGEST_LENGTH = 16;

/** A file of the tree, under a name that no other has. */
export interface TreeFile {
  readonly name: string;
  readonly text: string;
  readonly found: FoundFile;
}

/** The files with rules of a tree. */
export function ruleFilesOf(scope: IConstruct): TreeFile[] {
  return filesLabeled(scope, ALERT_RULES_LABEL).map((found) => treeFile(found, ENDINGS.rules));
}

/** The files with scrape configurations of a tree. */
export function scrapeFilesOf(scope: IConstruct): TreeFile[] {
  return filesLabeled(scope, SCRAPE_CONFIGS_LABEL).map((found) => treeFile(found, ENDINGS.scrapeConfigs));
}

/** Underscores are in no name of an object. */
function treeFile(found: FoundFile, ending: string): TreeFile {
  const { place: { namespace, name }, text } = found;
  return { name: fileName(`${namespace}_${name}_${found.name}`, ending), text, found };
}

/** What ends otherwise, or is too long, is told from all others by its digest. */
function fileName(plain: string, ending: string): string {
  if (plain.endsWith(ending) && plain.length <= LONGEST_NAME) return plain;
  const digest = createHash('sha256').update(plain).digest('hex').slice(0, DIGEST_LENGTH);
  return `${plain.slice(0, LONGEST_NAME - DIGEST_LENGTH - ending.length - 1)}-${digest}${ending}`;
}
