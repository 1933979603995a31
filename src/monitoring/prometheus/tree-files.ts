import { createHash } from 'crypto';
import { IConstruct } from 'constructs';
import { ALERT_RULES_LABEL, SCRAPE_CONFIGS_LABEL } from '../../internal/naming/labels';
import { filesLabeled, FoundFile } from '../../internal/tree/labeled-config-maps';
import { RenderedDocuments } from '../../internal/tree/rendered-documents';

/** How the names of files end, by what they hold: Prometheus finds them by that. */
export const ENDINGS = { rules: '.rules.yaml', scrapeConfigs: '.scrape.yaml' };
/** The longest key of a ConfigMap. */
const LONGEST_NAME = 253;
const DIGEST_LENGTH = 16;
/** As much as the values of a ConfigMap may have. */
const PART_BYTES = 1024 * 1024;

/** A file of the tree, under a name that no other has. */
export interface TreeFile {
  readonly name: string;
  readonly text: string;
  readonly found: FoundFile;
}

/** The files with rules of a tree. */
export function ruleFilesOf(scope: IConstruct): TreeFile[] {
  return filesLabeled(scope, ALERT_RULES_LABEL).map((found) => treeFile(scope, found, ENDINGS.rules));
}

/** The files with scrape configurations of a tree. */
export function scrapeFilesOf(scope: IConstruct): TreeFile[] {
  return filesLabeled(scope, SCRAPE_CONFIGS_LABEL).map((found) => treeFile(scope, found, ENDINGS.scrapeConfigs));
}

/** All of them, divided in the order of the tree, so that no part has more than a ConfigMap may. */
export function partsOf(scope: IConstruct): TreeFile[][] {
  const parts: TreeFile[][] = [[]];
  let room = PART_BYTES;
  for (const file of [...ruleFilesOf(scope), ...scrapeFilesOf(scope)]) {
    const bytes = Buffer.byteLength(file.text);
    if (bytes > room) {
      parts.push([]);
      room = PART_BYTES;
    }
    parts[parts.length - 1].push(file);
    room -= bytes;
  }
  return parts;
}

/** Underscores are in no name of an object. */
function treeFile(scope: IConstruct, found: FoundFile, ending: string): TreeFile {
  const { metadata } = RenderedDocuments.of(scope).documentOf(found.owner);
  const name = fileName(`${metadata.namespace ?? 'default'}_${metadata.name}_${found.name}`, ending);
  return { name, text: found.text, found };
}

/** What ends otherwise, or is too long, is told from all others by its digest. */
function fileName(plain: string, ending: string): string {
  if (plain.endsWith(ending) && plain.length <= LONGEST_NAME) return plain;
  const digest = createHash('sha256').update(plain).digest('hex').slice(0, DIGEST_LENGTH);
  return `${plain.slice(0, LONGEST_NAME - DIGEST_LENGTH - ending.length - 1)}-${digest}${ending}`;
}
