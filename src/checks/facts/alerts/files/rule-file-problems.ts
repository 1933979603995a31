import { isPlaceholder } from '../../../../internal/secrets/placeholders';
import { Finding } from '../../../model/check';
import { isMap, mapsIn, PlainMap } from '../../../model/values/plain-data';
import { textOf } from '../../../model/values/text-of';
import { schemaFindings } from '../../validity/schema-findings';

/** The operator's object holds what a file does. */
const OBJECT = { apiVersion: 'monitoring.coreos.com/v1', kind: 'PrometheusRule', metadata: { name: 'rules' } };
const SPEC = 'spec.';
const DURATIONS = /\.(?:interval|query_offset|for|keep_firing_for)$/;
const NUMBERS = ['limit'];
/** What others take who read such files: vmalert, Mimir with its tools, and Loki. */
const FIELDS_OF_OTHERS = new RegExp(`\\.(?:${[
  'debug', 'update_entries_limit', 'type', 'eval_offset', 'eval_delay', 'eval_alignment', 'concurrency', 'params',
  'headers', 'notifier_headers', 'extra_filter_labels', 'tenant', 'source_tenants', 'align_evaluation_time_on_interval',
  'align_execution_time_on_interval', 'evaluation_delay', 'remote_write', 'namespace',
].join('|')})$`);

/** Whether a file holds rules of Prometheus: those of Grafana say of which version they are. */
export function isRuleFile(content: PlainMap): boolean {
  return content.apiVersion === undefined && mapsIn(content.groups).some(({ item }) => (
    Object.values(item).some((list) => mapsIn(list).some(({ item: { expr } }) => expr !== undefined))
  ));
}

/** What the schema of rules says against a file with them. */
export function ruleFileProblems(content: PlainMap, path: string, minor: number): Finding[] {
  const findings = schemaFindings(`${OBJECT.apiVersion}/${OBJECT.kind}`, { ...OBJECT, spec: asTexts(content) }, minor);
  return (findings ?? []).filter(isTold).map((finding) => ofFile(finding, path));
}

/** Other programs have more fields, and what is filled in later may be anything. */
function isTold({ message, path = '', actual }: Finding): boolean {
  return !(message.includes(' is no field') && FIELDS_OF_OTHERS.test(path)) && !isPlaceholder(textOf(actual));
}

function ofFile({ path = '', ...finding }: Finding, file: string): Finding {
  const place = path.startsWith(SPEC) ? path.slice(SPEC.length) : path;
  if (DURATIONS.test(path) && finding.actual !== undefined) {
    const message = `${place} must be a duration, such as 30s or 1h30m`;
    return { passed: false, message, path: file + place, actual: finding.actual };
  }
  return { ...finding, message: finding.message.replace(path, place), path: file + place };
}

/** Prometheus takes numbers for texts. */
function asTexts(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => asTexts(item));
  if (isMap(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, child]) => [name, asTexts(child, name)]));
  }
  return typeof value === 'object' || NUMBERS.includes(key) ? value : String(value);
}
