import { isCopiedFile } from './copied-files';
import { ALERT_RULES_LABEL } from '../../../../internal/naming/labels';
import { isPlaceholder } from '../../../../internal/secrets/placeholders';
import type { Cluster } from '../../../model/cluster';
import { Manifest } from '../../../model/manifest';
import { mapOf } from '../../../model/values/plain-data';
import { textOf } from '../../../model/values/text-of';

const OF_ALERTMANAGER = ['alertmanager.yaml', 'alertmanager.yml'];
const OF_PROMETHEUS = ['prometheus.yaml', 'prometheus.yml'];
/** Lines that a file with rules has, which is looked for where it cannot be read as YAML either. */
const RULE_LINES = [/^groups:/m, /^[ -]*(?:alert|record):/m];

/** A file that stands in an object as text. */
export interface EmbeddedFile {
  readonly file: string;
  readonly text: string;
}

/** The configurations of Alertmanager that a Secret or ConfigMap holds, by their usual names. */
export function alertmanagerTextsOf(manifest: Manifest): EmbeddedFile[] {
  return textsOf(manifest, OF_ALERTMANAGER);
}

/** All that Prometheus and Alertmanager read of a Secret or ConfigMap: their configurations, and files with rules. */
export function monitoringTextsOf(manifest: Manifest, cluster: Cluster): EmbeddedFile[] {
  const configurations = textsOf(manifest, [...OF_ALERTMANAGER, ...OF_PROMETHEUS]);
  const others = manifest.kind === 'ConfigMap' ? textsOf(manifest, Object.keys(mapOf(manifest.content.data))) : [];
  const isOfRules = Object.hasOwn(manifest.labels, ALERT_RULES_LABEL);
  const rules = others.filter(({ file, text }) => (
    configurations.every((one) => one.file !== file) && (isOfRules || RULE_LINES.every((line) => line.test(text)))
      && !isCopiedFile(manifest, text, cluster)
  ));
  return [...configurations, ...rules];
}

function textsOf(manifest: Manifest, files: readonly string[]): EmbeddedFile[] {
  return files.map((file) => ({ file, text: textOfFile(manifest, file) })).filter(({ text }) => text !== '');
}

/** What is filled in later is no file yet. */
function textOfFile({ kind, content: { data, stringData } }: Manifest, file: string): string {
  const plain = textOf(mapOf(kind === 'ConfigMap' ? data : stringData)[file]);
  const encoded = kind === 'ConfigMap' ? '' : textOf(mapOf(data)[file]);
  // A map holds a colon, and may hold templates.
  if (plain !== '') return !/:\s/.test(plain) && isPlaceholder(plain.trim()) ? '' : plain;
  return isPlaceholder(encoded) ? '' : Buffer.from(encoded, 'base64').toString('utf8');
}
