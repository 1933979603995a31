import { Server, ServerStart, serverStart } from './server-start';
import type { Cluster } from '../../../model/cluster';
import type { Manifest } from '../../../model/manifest';
import { PodContainer, PodTemplate } from '../../../model/manifest-pods';
import { mapOf, PlainMap } from '../../../model/values/plain-data';
import { textOf } from '../../../model/values/text-of';
import { readEmbeddedYaml } from '../../../model/yaml/embedded-yaml';
import { oncePerCluster } from '../../once-per-cluster';
import { mountedConfigMaps } from '../../references/mounted-config-maps';
import { ScriptContext } from '../../shell/container-scripts';
import { isPrometheusImage } from '../prometheus-images';
import { prometheusOwners } from '../scrapers';

/** What a file must hold somewhere to be the configuration of Prometheus. */
const WORDS_OF_CONFIGURATIONS = ['scrape_configs', 'scrape_config_files'];

/** As version 2 was told, and as 3 is. */
const AGENT = /--agent\b|--enable-feature[= ]\S*\bagent\b/;

/** Of which an operator makes one. */
export const OPERATED_PROMETHEUS = 'monitoring.coreos.com/Prometheus';

const SERVER: Server = { program: 'prometheus', tool: 'promtool' };

/** Prometheus as somebody runs it without an operator. */
export interface PrometheusProgram {
  readonly pod: PodTemplate;
  readonly container: PodContainer;
  readonly start: ServerStart;
  /** Those of its configurations that are here. */
  readonly configurations: readonly PlainMap[];
}

const programs = oncePerCluster((cluster) => {
  const configurationsOf = configurationReader();
  return new Map(prometheusOwners(cluster).map((owner) => [owner, owner.pods.flatMap((pod) => {
    const context = { owner, pod, cluster };
    return programsIn(context, configMapsOf(context).flatMap(configurationsOf));
  })]));
});

/** The programs that a workload runs, but for agents, which keep nothing and evaluate no alert. */
export function prometheusProgramsOf(owner: Manifest, cluster: Cluster): readonly PrometheusProgram[] {
  return programs(cluster).get(owner) ?? [];
}

function programsIn(context: ScriptContext, configurations: readonly PlainMap[]): PrometheusProgram[] {
  const { pod } = context;
  return pod.containers.filter(({ content }) => isPrometheusImage(textOf(content.image))).flatMap((container) => {
    const start = serverStart(SERVER, container, context);
    return start === undefined || AGENT.test(start.words) ? [] : [{ pod, container, start, configurations }];
  });
}

function configMapsOf({ owner: { namespace }, pod, cluster }: ScriptContext): Manifest[] {
  return [...new Set(mountedConfigMaps(pod))].flatMap((name) => cluster.named('ConfigMap', namespace, name) ?? []);
}

/** Many may mount the same ConfigMap, which is read once. */
function configurationReader(): (configMap: Manifest) => readonly PlainMap[] {
  const known = new Map<Manifest, PlainMap[]>();
  return (configMap) => {
    let read = known.get(configMap);
    if (read === undefined) known.set(configMap, read = configurationsIn(configMap));
    return read;
  };
}

function configurationsIn({ content }: Manifest): PlainMap[] {
  return Object.values(mapOf(content.data)).map(textOf)
    .filter((text) => WORDS_OF_CONFIGURATIONS.some((word) => text.includes(word)))
    .map((text) => mapOf(readEmbeddedYaml(text)));
}
