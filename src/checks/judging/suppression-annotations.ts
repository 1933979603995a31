import {
  BRIDGECREW_SKIP, CHECKOV_SKIP, KUBE_LINTER_IGNORE_ALL, KUBE_LINTER_IGNORE_PREFIX, KUBE_SCORE_IGNORE, POLARIS_PREFIX,
  POLARIS_REPLICAS_EXEMPTION,
} from '../../internal/naming/labels';
import type { Manifest } from '../model/manifest';

/** A rule of another tool as checks refer to it, such as `kube-score:pod-probes`; the tool alone stands for all. */
export type ForeignRule = string;

/** A decision that is written in the form of another tool. */
export interface Suppression {
  readonly rule: ForeignRule;
  readonly tool: string;
  /** The annotation. */
  readonly annotation: string;
  /** Empty where none is given, as in the forms that have no place for one. */
  readonly reason: string;
  /** The rule that is named there, where this one goes with it. */
  readonly impliedBy?: ForeignRule;
}

/** Those rules of kube-score that are put to pods, wherever their template stands. */
const KUBE_SCORE_POD_RULE = /^(?:container|pod|environment-variable)-/;
/** What kube-score leaves out too where it leaves out the first. */
const KUBE_SCORE_IMPLIED: readonly (readonly [string, string])[] = [
  ['container-resources', 'container-ephemeral-storage-request-and-limit'],
];
const POLARIS_ALL = `${POLARIS_PREFIX}exempt`;
const POLARIS_SUFFIX = '-exempt';

/** What other tools are told to leave out of an object, as each of them reads it. */
export function suppressionsOf(manifest: Manifest): Suppression[] {
  const own = Object.entries(manifest.annotations).filter(([key]) => isExempting(key, manifest))
    .flatMap(([key, value]) => (typeof value === 'string' ? readAnnotation(key, value) : []));
  return [...own, ...ofPods(manifest)];
}

/** kube-score alone reads what stands at the template of pods, and goes by it in rules about pods. */
function ofPods({ pods }: Manifest): Suppression[] {
  if (pods.length !== 1 || pods[0].path === '') return [];
  const value: unknown = pods[0].annotations[KUBE_SCORE_IGNORE];
  if (typeof value !== 'string') return [];
  return readKubeScore(value).filter(({ rule }) => KUBE_SCORE_POD_RULE.test(rule.slice('kube-score:'.length)));
}

/** Where `replicas` is left out, as an autoscaler needs it, Polaris is told so: that says nothing of their number. */
function isExempting(annotation: string, { spec }: Manifest): boolean {
  return annotation !== POLARIS_REPLICAS_EXEMPTION || spec.replicas !== undefined;
}

function readAnnotation(key: string, value: string): Suppression[] {
  if (key === KUBE_SCORE_IGNORE) return readKubeScore(value);
  if (key === KUBE_LINTER_IGNORE_ALL) return [ofAllRules('kube-linter', key, value)];
  if (key.startsWith(KUBE_LINTER_IGNORE_PREFIX)) {
    const rule = `kube-linter:${key.slice(KUBE_LINTER_IGNORE_PREFIX.length)}`;
    return [{ ...ofAllRules('kube-linter', key, value), rule }];
  }
  if (key.startsWith(POLARIS_PREFIX)) return readPolaris(key, value);
  // Checkov asks no more of the key than this.
  return key.includes(CHECKOV_SKIP) || key.includes(BRIDGECREW_SKIP) ? [readCheckov(key, value)] : [];
}

function readKubeScore(value: string): Suppression[] {
  const rules = new Set(value.split(',').map((rule) => rule.trim()));
  const all = ofAllRules('kube-score', KUBE_SCORE_IGNORE);
  const implied = KUBE_SCORE_IMPLIED.filter(([rule, other]) => rules.has(rule) && !rules.has(other));
  return [
    ...[...rules].map((rule) => ({ ...all, rule: `kube-score:${rule}` })),
    ...implied.map(([by, rule]) => ({ ...all, rule: `kube-score:${rule}`, impliedBy: `kube-score:${by}` })),
  ];
}

/** Anything but true, in capitals or not, exempts from nothing. */
function readPolaris(key: string, value: string): Suppression[] {
  if (value.toLowerCase() !== 'true') return [];
  const all = ofAllRules('polaris', key);
  if (key === POLARIS_ALL) return [all];
  if (!key.endsWith(POLARIS_SUFFIX)) return [];
  return [{ ...all, rule: `polaris:${key.slice(POLARIS_PREFIX.length, -POLARIS_SUFFIX.length)}` }];
}

function readCheckov(key: string, value: string): Suppression {
  const [rule] = value.split('=', 1);
  return { ...ofAllRules('checkov', key, value.slice(rule.length + 1)), rule: `checkov:${rule}` };
}

function ofAllRules(tool: string, annotation: string, reason = ''): Suppression {
  return { rule: tool, tool, annotation, reason: reason.trim() };
}
