import { DASHBOARD_LABEL } from '../../../internal/naming/labels';
import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';
import { groupBy } from '../../model/values/group-by';
import { mapOf } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';
import { oncePerCluster } from '../once-per-cluster';

const FILE = /\.json$/;

/** A file for Grafana in a ConfigMap. */
export interface DashboardFile {
  readonly owner: Manifest;
  readonly path: string;
  /** Undefined where it holds no dashboard. */
  readonly title?: string;
  /** Empty where Grafana makes one. */
  readonly uid: string;
}

const byOwner = oncePerCluster((cluster) => (
  groupBy(cluster.ofKind('ConfigMap').flatMap(filesIn), ({ owner }) => [owner])
));

const twins = oncePerCluster((cluster) => {
  const known = [...byOwner(cluster).values()].flat().filter(({ uid }) => uid !== '');
  return new Map([...groupBy(known, ({ uid }) => [uid]).values()].flatMap((same) => (
    same.length === 1 ? [] : same.map((dashboard) => [dashboard, dashboard === same[0] ? same[1] : same[0]] as const)
  )));
});

/** The dashboards that a ConfigMap holds, where its label says that it holds some. */
export function dashboardsOf(owner: Manifest, cluster: Cluster): readonly DashboardFile[] {
  return byOwner(cluster).get(owner) ?? [];
}

/** Another dashboard with the same uid; undefined where there is none. */
export function dashboardOfSameUid(dashboard: DashboardFile, cluster: Cluster): DashboardFile | undefined {
  return twins(cluster).get(dashboard);
}

function filesIn(owner: Manifest): DashboardFile[] {
  const { content } = owner;
  if (!Object.hasOwn(mapOf(mapOf(content.metadata).labels), DASHBOARD_LABEL)) return [];
  return Object.entries(mapOf(content.data)).filter(([file]) => FILE.test(file)).map(([file, value]) => {
    const { title, uid } = mapOf(jsonOf(textOf(value)));
    return {
      owner, path: `data[${file}]`, ...(typeof title === 'string' ? { title } : {}), uid: textOf(uid),
    };
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
