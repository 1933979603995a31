import { Duration, Yaml } from 'cdk8s';
import { Construct } from 'constructs';
import { GrafanaProps } from './grafana-props';
import { IReachable, ReachablePort } from '../../contracts/reachable';
import { fail } from '../../internal/fail';
import { inSeconds } from '../../internal/values/durations';
import { JsonObject } from '../../internal/values/json';

const DEFAULT_INTERVAL = Duration.seconds(30);

type SourceName = 'prometheus' | 'thanos' | 'alertmanager' | 'loki' | 'tempo';

/** A program that Grafana asks, and how it asks it. */
interface SourceKind {
  readonly name: SourceName;
  readonly title: string;
  readonly port: number;
  readonly type: string;
  options(given: Given): JsonObject;
}

type Given = Pick<GrafanaProps, SourceName | 'scrapeInterval'>;

const KINDS: readonly SourceKind[] = [
  {
    name: 'prometheus',
    title: 'Prometheus',
    port: 9090,
    type: 'prometheus',
    options: (given) => ({ prometheusType: 'Prometheus', ...queries(given) }),
  },
  {
    name: 'thanos',
    title: 'Thanos',
    port: 10902,
    type: 'prometheus',
    options: (given) => ({ prometheusType: 'Thanos', ...queries(given) }),
  },
  {
    name: 'alertmanager',
    title: 'Alertmanager',
    port: 9093,
    type: 'alertmanager',
    options: () => ({ implementation: 'prometheus', handleGrafanaManagedAlerts: false }),
  },
  {
    name: 'loki',
    title: 'Loki',
    port: 3100,
    type: 'loki',
    options: ({ tempo }) => (tempo === undefined ? {} : { derivedFields: [TRACE_OF_LINE] }),
  },
  {
    name: 'tempo',
    title: 'Tempo',
    port: 3200,
    type: 'tempo',
    options: ({ loki, thanos }) => ({
      serviceMap: { datasourceUid: thanos === undefined ? 'prometheus' : 'thanos' },
      ...(loki === undefined ? {} : { tracesToLogsV2: { datasourceUid: 'loki', filterByTraceID: true } }),
    }),
  },
];

/** Leads from a line of a log to its trace; Grafana reads `$$` of a file as `$`. */
const TRACE_OF_LINE = {
  name: 'trace_id',
  datasourceUid: 'tempo',
  matcherType: 'regex',
  matcherRegex: '"?trace_?[iI][dD]"?[=:] ?"?(\\w+)',
  url: '$${__value.raw}',
};

/** Something that Grafana asks, and at which of its ports. */
export interface DataSource {
  readonly kind: SourceKind;
  readonly target: IReachable;
  readonly port: ReachablePort;
}

/** What the props name, each with the port that it is asked at. */
export function dataSources(scope: Construct, given: Given): DataSource[] {
  return KINDS.flatMap((kind) => {
    const target = given[kind.name];
    return target === undefined ? [] : [{ kind, target, port: portOf(scope, kind, target) }];
  });
}

/** The file by which Grafana knows them. Their uids never change, so that dashboards and links may name them. */
export function dataSourcesFile(sources: readonly DataSource[], given: Given): string {
  const preferred = given.thanos === undefined ? 'prometheus' : 'thanos';
  return Yaml.stringify({
    apiVersion: 1,
    // What is no longer given would otherwise stay in the database.
    prune: true,
    datasources: sources.map(({ kind: { name, title, type, options }, target, port }) => ({
      name: title,
      uid: name,
      type,
      access: 'proxy',
      url: `http://${target.reachableName}.${target.reachablePods.namespace}.svc:${port.servicePort}`,
      isDefault: name === preferred,
      editable: false,
      jsonData: options(given),
    })),
  });
}

/** From the interval it knows how long `$__rate_interval` must be. */
function queries({ scrapeInterval = DEFAULT_INTERVAL, tempo }: Given): JsonObject {
  const exemplars = [{ name: 'trace_id', datasourceUid: 'tempo' }];
  return {
    httpMethod: 'POST',
    timeInterval: `${inSeconds(scrapeInterval)}s`,
    ...(tempo === undefined ? {} : { exemplarTraceIdDestinations: exemplars }),
  };
}

/** The port that the program is known by, or the only one. */
function portOf(scope: Construct, { name, port }: SourceKind, { reachablePorts }: IReachable): ReachablePort {
  const ports = reachablePorts.filter(({ protocol }) => protocol === 'TCP');
  const only = ports.length === 1 ? ports[0] : undefined;
  const found = ports.find(({ containerPort }) => containerPort === port) ?? only;
  if (found !== undefined) return found;
  return fail(scope, {
    prop: name,
    must: `have the port ${port}, or one TCP port alone`,
    got: ports.map(({ containerPort }) => containerPort),
    remedy: 'name the one that answers by ForeignService.at',
  });
}
