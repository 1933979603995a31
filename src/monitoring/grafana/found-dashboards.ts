import { IConstruct } from 'constructs';
import { messageAt, pathOf } from '../../internal/fail';
import { CONFIG_MAP_BYTES, dividedByConfigMap } from '../../internal/manifest/config-map-size';
import { DASHBOARD_LABEL } from '../../internal/naming/labels';
import { filesFound, FoundFile } from '../../internal/tree/labeled-config-maps';
import { isObject, Json } from '../../internal/values/json';

const FILE = /\.json$/;

/** What one ConfigMap holds, by the name of the file. */
export type DashboardFiles = Record<string, string>;

/** The dashboards of a tree, whoever wrote them, with as many in each part as a ConfigMap holds. */
export function dashboardParts(scope: IConstruct): DashboardFiles[] {
  return dividedByConfigMap(dashboardFiles(scope))
    .map((files) => Object.fromEntries(files.map(({ name, text }) => [name, text])));
}

/** What is wrong with the dashboards of a tree, for a Grafana that has room for so many parts. */
export function dashboardProblems(scope: IConstruct, room: number): string[] {
  const files = dashboardFiles(scope);
  const needed = dividedByConfigMap(files).length;
  const small = needed <= room ? [] : [messageAt(pathOf(scope), {
    prop: 'dashboardParts',
    must: `be ${needed}, for a ConfigMap holds ${CONFIG_MAP_BYTES} bytes, and the dashboards of the tree have more`,
    got: room,
    remedy: 'raise it, or remove dashboards',
  })];
  const dashboards = files.map((file) => ({ file, uid: uidOf(file) }));
  const unreadable = dashboards.filter(({ uid }) => uid === undefined).map(({ file }) => noDashboard(scope, file));
  return [
    ...small,
    ...unreadable,
    ...twice(files, ({ name }) => name).map(([first, second]) => sameName(scope, first, second)),
    ...twice(dashboards.filter(({ uid }) => uid), ({ uid }) => uid!).map(([first, second]) => (
      sameUid(scope, second.uid!, [first.file, second.file])
    )),
  ];
}

function dashboardFiles(scope: IConstruct): FoundFile[] {
  return filesFound(scope, { label: DASHBOARD_LABEL, accepts: () => true }).filter(({ name }) => FILE.test(name));
}

/** The uid of a dashboard, empty where Grafana makes one; undefined where the file holds no dashboard. */
function uidOf({ text }: FoundFile): string | undefined {
  const { title, uid = '' } = contentOf(text) ?? {};
  return typeof title === 'string' && typeof uid === 'string' ? uid : undefined;
}

function contentOf(text: string): Record<string, Json> | undefined {
  try {
    const content: Json = JSON.parse(text);
    return isObject(content) ? content : undefined;
  } catch {
    return undefined;
  }
}

/** Each item whose key another one had before it, behind that one. */
function twice<T>(items: readonly T[], keyOf: (item: T) => string): [T, T][] {
  const first = new Map<string, T>();
  return items.flatMap((item): [T, T][] => {
    const known = first.get(keyOf(item));
    if (known === undefined) first.set(keyOf(item), item);
    return known === undefined ? [] : [[known, item]];
  });
}

function noDashboard(scope: IConstruct, { owner, name, text }: FoundFile): string {
  const must = `hold a dashboard with a title as JSON, in ConfigMap [${pathOf(owner)}]`;
  return messageAt(pathOf(scope), { prop: name, must, got: text, remedy: 'export it from Grafana, or use Dashboard' });
}

function sameName(scope: IConstruct, first: FoundFile, { owner, name }: FoundFile): string {
  const must = 'be the name of one file, for all dashboards are in one folder';
  const got = `one in [${pathOf(first.owner)}], and one in [${pathOf(owner)}]`;
  return messageAt(pathOf(scope), { prop: name, must, got, remedy: 'rename one of the two' });
}

/** Grafana would write the one over the other for ever. */
function sameUid(scope: IConstruct, uid: string, [first, second]: readonly FoundFile[]): string {
  const must = `be another than that of [${pathOf(first.owner)}], by which Grafana knows a dashboard`;
  const got = `${uid} in [${pathOf(second.owner)}]`;
  return messageAt(pathOf(scope), { prop: 'uid', must, got, remedy: 'give one of the two another uid' });
}
