import { Duration } from 'cdk8s';
import { DashboardProps, DashboardVariable } from './dashboard-props';
import { placedRows, PlacedRow } from './panel-grid';
import { DATA_SOURCE, panelJson } from './panel-json';
import { inSeconds } from '../../internal/values/durations';
import { JsonObject } from '../../internal/values/json';

/** The last version of the classic model, which Grafana 11 and later read as it is. */
const SCHEMA_VERSION = 41;
const HOUR = Duration.hours(1);
const ON_TIME_RANGE_CHANGE = 2;
const ALPHABETICALLY = 1;
const SHARED_CROSSHAIR = 1;

/** What a dashboard is made of, with the uid that it has. */
export type DashboardModel = Omit<DashboardProps, 'name' | 'uid'> & { readonly uid: string };

/** The file that Grafana reads. */
export function dashboardText(model: DashboardModel): string {
  // A line for each value: reviews show which expression changed.
  return `${JSON.stringify(dashboardJson(model), null, 1)}\n`;
}

function dashboardJson(model: DashboardModel): JsonObject {
  const { uid, title, description, tags = ['preflight'], rows, variables = [], timeRange = HOUR } = model;
  return {
    uid,
    title,
    ...(description === undefined ? {} : { description }),
    tags,
    schemaVersion: SCHEMA_VERSION,
    editable: false,
    graphTooltip: SHARED_CROSSHAIR,
    timezone: 'browser',
    time: { from: `now-${inSeconds(timeRange)}s`, to: 'now' },
    refresh: '1m',
    templating: { list: [dataSourceVariable(), ...variables.map(variableJson)] },
    annotations: { list: [] },
    panels: panelsOf(placedRows(rows)),
  };
}

function panelsOf(rows: readonly PlacedRow[]): JsonObject[] {
  let last = 0;
  return rows.flatMap(({ row, place, panels }) => [
    { id: ++last, type: 'row', title: row.title, collapsed: false, gridPos: place, panels: [] },
    ...panels.map((placed) => panelJson({ id: ++last, ...placed })),
  ]);
}

function dataSourceVariable(): JsonObject {
  return {
    name: 'datasource',
    label: 'Data source',
    type: 'datasource',
    query: 'prometheus',
    current: { text: 'default', value: 'default' },
    regex: '',
  };
}

function variableJson({ name, label, series, several = false }: DashboardVariable): JsonObject {
  const query = `label_values(${series}, ${label})`;
  return {
    name,
    label: name,
    type: 'query',
    datasource: DATA_SOURCE,
    query: { query, refId: `variable-${name}` },
    definition: query,
    refresh: ON_TIME_RANGE_CHANGE,
    sort: ALPHABETICALLY,
    multi: several,
    includeAll: several,
    ...(several ? { current: { text: 'All', value: '$__all' } } : {}),
    regex: '',
  };
}
