import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { isMap, mapOf, mapsIn, PlainMap } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';

const OF_NAMESPACE = 'argoproj.io/AnalysisTemplate';
const OF_CLUSTER = 'argoproj.io/ClusterAnalysisTemplate';
export const ANALYSIS_TEMPLATES = [OF_NAMESPACE, OF_CLUSTER];

/** `{{args.name}}`, as the controller finds it in a metric. */
const ARGUMENT = /\{\{\s*args\.([\w.-]+?)\s*\}\}/g;

/** The name of a template, and where it stands. */
export interface TemplateReference {
  readonly name: string;
  readonly isOfCluster: boolean;
  readonly path: string;
}

/** What names templates. */
export interface AnalysisTemplates {
  readonly templates: readonly TemplateReference[];
}

/** A metric of a template, and where it stands. */
export interface AnalysisMetric {
  readonly name: string;
  readonly path: string;
  readonly item: PlainMap;
  /** What it asks Prometheus; undefined where it asks somebody else. */
  readonly query?: string;
}

/** The kind of object that a reference means. */
export function kindOfTemplate({ isOfCluster }: TemplateReference): string {
  return isOfCluster ? 'ClusterAnalysisTemplate' : 'AnalysisTemplate';
}

/** The templates that a template is made of. */
export function templatesWithin({ spec }: Manifest): TemplateReference[] {
  return mapsIn(spec.templates).map(({ item, index }) => (
    { name: textOf(item.templateName), isOfCluster: item.clusterScope === true, path: `spec.templates[${index}]` }
  ));
}

/** The template that is meant from a namespace, if it is in the input. */
export function templateNamed(
  { isOfCluster, name }: TemplateReference, namespace: string, cluster: Cluster,
): Manifest | undefined {
  return isOfCluster ? cluster.named(OF_CLUSTER, '', name) : cluster.named(OF_NAMESPACE, namespace, name);
}

/**
 * All templates of an analysis with those that they are made of, each once; undefined where one of them is not here, so
 * that nobody knows the whole.
 */
export function allTemplates(
  { templates }: AnalysisTemplates, namespace: string, cluster: Cluster,
): readonly Manifest[] | undefined {
  const found = new Set<Manifest>();
  const open = [...templates];
  for (let reference = open.pop(); reference !== undefined; reference = open.pop()) {
    const template = templateNamed(reference, namespace, cluster);
    if (template === undefined) return undefined;
    if (!found.has(template)) open.push(...templatesWithin(template));
    found.add(template);
  }
  return [...found];
}

/** The metrics of a template. */
export function metricsOf({ spec }: Manifest): AnalysisMetric[] {
  return mapsIn(spec.metrics).map(({ item, index }) => {
    const { prometheus } = mapOf(item.provider);
    const query = isMap(prometheus) ? textOf(prometheus.query) : undefined;
    return { name: textOf(item.name), path: `spec.metrics[${index}]`, item, query };
  });
}

/** What a template says of its arguments. */
export interface TemplateArguments {
  readonly declared: readonly PlainMap[];
  /** The names that its metrics ask for. */
  readonly asked: ReadonlySet<string>;
}

const known = new WeakMap<Manifest, TemplateArguments>();

/** Read once for each template, however many Rollouts name it. */
export function argumentsOf(template: Manifest): TemplateArguments {
  let found = known.get(template);
  if (found === undefined) {
    const texts = textsIn(template.spec.metrics);
    const asked = texts.flatMap((text) => [...text.matchAll(ARGUMENT)].map(([, name]) => name));
    found = { declared: mapsIn(template.spec.args).map(({ item }) => item), asked: new Set(asked) };
    known.set(template, found);
  }
  return found;
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
