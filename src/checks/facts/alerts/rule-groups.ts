import { isCopiedFile } from './files/copied-files';
import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { groupBy } from '../../model/values/group-by';
import { mapOf, mapsIn, PlainMap } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';
import { readEmbeddedYaml } from '../../model/yaml/embedded-yaml';
import { oncePerCluster } from '../once-per-cluster';

/** Objects that carry rules for an operator. */
export const RULE_OBJECTS: readonly string[] = [
  'monitoring.coreos.com/PrometheusRule', 'operator.victoriametrics.com/VMRule',
  ...['Rules', 'ClusterRules', 'GlobalRules'].map((kind) => `monitoring.googleapis.com/${kind}`),
];
/** What may carry rules: those, and ConfigMaps with the files of Prometheus itself. */
export const RULE_CARRIERS: string[] = [...RULE_OBJECTS, 'ConfigMap'];
/** What a file with rules must hold somewhere, so that others need not be read as YAML. */
const WORDS_OF_RULE_FILES = ['groups', 'expr'];

/** Rules that are evaluated one after the other. */
export interface RuleGroup {
  readonly owner: Manifest;
  /** The file in a ConfigMap; empty for what an operator reads. */
  readonly file: string;
  readonly name: string;
  readonly path: string;
  readonly rules: readonly Rule[];
}

/** What Prometheus evaluates: an alert, or a metric that it records. */
export interface Rule {
  readonly owner: Manifest;
  readonly kind: 'alert' | 'record';
  readonly name: string;
  readonly expr: string;
  /** Those that it sets, with those of its group. */
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly path: string;
  /** Where its group stands, which no other has. */
  readonly group: string;
}

const groupsByOwner = oncePerCluster((cluster: Cluster) => {
  const ofOperators = RULE_OBJECTS.flatMap((kind) => cluster.ofKind(kind))
    .flatMap((owner) => groupsIn(owner.spec, { owner, file: '', path: 'spec.' }));
  const ofFiles = cluster.ofKind('ConfigMap').flatMap((owner) => (
    ruleFilesIn(owner, cluster).flatMap(({ file, text }) => (
      groupsIn(readEmbeddedYaml(text), { owner, file, path: `data[${file}].` })
    ))
  ));
  return groupBy([...ofOperators, ...ofFiles], ({ owner }) => [owner]);
});

const rules = oncePerCluster((cluster) => (
  [...groupsByOwner(cluster).values()].flatMap((groups) => groups.flatMap((group) => group.rules))
));

const twins = oncePerCluster((cluster) => new Map([...groupsByOwner(cluster).values()].flatMap((groups) => {
  const named = groups.filter(({ name }) => name !== '');
  return [...groupBy(named, ({ file, name }) => [`${file}\0${name}`]).values()]
    .flatMap(([first, ...others]) => others.map((other) => [other, first] as const));
})));

const alerts = oncePerCluster((cluster) => rules(cluster).filter(({ kind }) => kind === 'alert'));

/** The groups of rules that an object holds, in its `spec` or in files. */
export function ruleGroupsOf(owner: Manifest, cluster: Cluster): readonly RuleGroup[] {
  return groupsByOwner(cluster).get(owner) ?? [];
}

/** The first group of the same file that has the name of a later one; undefined where there is none before it. */
export function groupOfSameName(group: RuleGroup, cluster: Cluster): RuleGroup | undefined {
  return twins(cluster).get(group);
}

/** The rules that an object holds. */
export function rulesOf(owner: Manifest, cluster: Cluster): readonly Rule[] {
  return ruleGroupsOf(owner, cluster).flatMap((group) => group.rules);
}

/** The alerts among them. */
export function alertsOf(owner: Manifest, cluster: Cluster): readonly Rule[] {
  return rulesOf(owner, cluster).filter(({ kind }) => kind === 'alert');
}

/** The rules of all objects. */
export function allRules(cluster: Cluster): readonly Rule[] {
  return rules(cluster);
}

/** The alerts among them. */
export function allAlerts(cluster: Cluster): readonly Rule[] {
  return alerts(cluster);
}

/** The files with rules in a ConfigMap, by words that such files have; those that only repeat others are left out. */
export function ruleFilesIn(owner: Manifest, cluster: Cluster): { file: string; text: string }[] {
  return Object.entries(mapOf(owner.content.data)).map(([file, value]) => ({ file, text: textOf(value) }))
    .filter(({ text }) => WORDS_OF_RULE_FILES.every((word) => text.includes(word)))
    .filter(({ text }) => !isCopiedFile(owner, text, cluster));
}

type Place = Pick<RuleGroup, 'owner' | 'file' | 'path'>;

function groupsIn(content: unknown, { owner, file, path }: Place): RuleGroup[] {
  return mapsIn(mapOf(content).groups).map(({ item, index }) => {
    const place = `${path}groups[${index}]`;
    return { owner, file, name: textOf(item.name), path: place, rules: rulesIn(item, owner, place) };
  });
}

function rulesIn({ rules: written, labels: ofGroup }: PlainMap, owner: Manifest, group: string): Rule[] {
  return mapsIn(written).flatMap(({ item: { alert, record, expr, labels, annotations }, index }) => {
    const kind = textOf(alert) === '' ? 'record' : 'alert';
    const name = textOf(alert) || textOf(record);
    const own = { ...textsIn(ofGroup), ...textsIn(labels) };
    const path = `${group}.rules[${index}]`;
    if (name === '') return [];
    return [{ owner, kind, name, expr: textOf(expr), labels: own, annotations: textsIn(annotations), path, group }];
  });
}

function textsIn(map: unknown): Record<string, string> {
  return Object.fromEntries(Object.entries(mapOf(map)).map(([key, value]) => [key, textOf(value)]));
}
