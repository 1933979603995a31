import { serviceAt } from './probers';
import type { Cluster } from '../../model/cluster';
import { Manifest } from '../../model/manifest';
import type { PodTemplate } from '../../model/manifest-pods';
import { isMap, listOf, mapOf, mapsIn, PlainMap } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';
import { readEmbeddedYaml } from '../../model/yaml/embedded-yaml';
import { isCopiedFile } from '../alerts/files/copied-files';
import { oncePerCluster } from '../once-per-cluster';
import { commandWords } from '../shell/command-words';

const CONFIG_FILE = /^--?config\.file=(.+)\/([^/]+)$/;
/** What the exporter does for those that name none. */
const DEFAULT_MODULE = 'http_2xx';

/** That a blackbox exporter is to ask something, and how. */
export interface ProbeOrder {
  /** The path of the module, or of what should name one. */
  readonly path: string;
  /** The address of the exporter. */
  readonly prober: string;
  readonly module: string;
}

/** What a Probe, or a file with scrape configurations, has an exporter do. */
export function probeOrdersOf(manifest: Manifest, cluster: Cluster): ProbeOrder[] {
  const { kind, content } = manifest;
  return kind === 'Probe' ? [orderOfProbe(mapOf(content.spec))] : ordersOfFiles(manifest, cluster);
}

/** What the pods behind a Service have, whom all probes ask. */
const behind = oncePerCluster(() => new Map<Manifest, ReadonlySet<string> | undefined>());

/** Whether the exporters behind an address have a module; undefined where they, or what they read, are not known. */
export function hasModule(
  { prober, module }: ProbeOrder, asker: Manifest, cluster: Cluster,
): boolean | undefined {
  const service = serviceAt(prober, asker, cluster);
  if (service === undefined) return undefined;
  const known = behind(cluster);
  if (!known.has(service)) known.set(service, modulesBehind(service, cluster));
  return known.get(service)?.has(module);
}

function modulesBehind({ namespace, content }: Manifest, cluster: Cluster): ReadonlySet<string> | undefined {
  const matchLabels = mapOf(mapOf(content.spec).selector);
  if (Object.keys(matchLabels).length === 0) return undefined;
  const modules = new Set<string>();
  const pods = cluster._podsSelectedBy(namespace, { matchLabels });
  for (const { owner, template } of pods) {
    const own = modulesIn(template, owner, cluster);
    if (own === undefined) return undefined;
    own.forEach((module) => modules.add(module));
  }
  return pods.length === 0 ? undefined : modules;
}

function orderOfProbe({ module, prober }: PlainMap): ProbeOrder {
  return { path: 'spec.module', prober: textOf(mapOf(prober).url), module: textOf(module) || DEFAULT_MODULE };
}

function ordersOfFiles(owner: Manifest, cluster: Cluster): ProbeOrder[] {
  const files = Object.entries(mapOf(owner.content.data)).map(([file, text]) => [file, textOf(text)]);
  return files.filter(([, text]) => text.includes('__param_target') && !isCopiedFile(owner, text, cluster))
    .flatMap(([file, text]) => mapsIn(mapOf(readEmbeddedYaml(text)).scrape_configs).map(({ item }) => {
      const prober = mapsIn(item.relabel_configs).find((one) => one.item.target_label === '__address__');
      const [module = DEFAULT_MODULE] = listOf(mapOf(item.params).module);
      return { path: `data[${file}]`, prober: textOf(prober?.item.replacement), module: textOf(module) };
    }));
}

function modulesIn(pod: PodTemplate, owner: Manifest, cluster: Cluster): string[] | undefined {
  for (const { content } of pod.containers) {
    const words = commandWords(content);
    const [folder, file] = words.flatMap((word) => CONFIG_FILE.exec(word)?.slice(1) ?? []);
    if (folder === undefined) continue;
    const name = mountedConfigMap(pod, mapsIn(content.volumeMounts).map(({ item }) => item), folder);
    const configMap = name === '' ? undefined : cluster.named('ConfigMap', owner.namespace, name);
    const { modules } = mapOf(readEmbeddedYaml(textOf(mapOf(configMap?.content.data)[file])));
    if (isMap(modules)) return Object.keys(modules);
  }
  return undefined;
}

/** The ConfigMap whose keys are the files of a folder; none where it gives them other names. */
function mountedConfigMap({ spec }: PodTemplate, mounts: readonly PlainMap[], folder: string): string {
  const mount = mounts.find(({ mountPath, subPath }) => textOf(mountPath).replace(/\/$/, '') === folder && !subPath);
  const volume = mapsIn(spec.volumes).find(({ item }) => mount !== undefined && item.name === mount.name)?.item;
  const { name, items } = mapOf(volume?.configMap);
  return listOf(items).length > 0 ? '' : textOf(name);
}
