import { DashboardPanel, PanelKind, PanelQuery, PanelThresholds } from './dashboard-panel';
import { GridPosition } from './panel-grid';
import { JsonObject } from '../../internal/values/json';

/** Whatever the reader has chosen. */
export const DATA_SOURCE = { type: 'prometheus', uid: '${datasource}' };

const GOOD = 'green';
const WARNING = 'orange';
const CRITICAL = 'red';
const LETTER_A = 'A'.charCodeAt(0);

/** A panel, and where it stands. */
export interface PlacedPanel {
  readonly id: number;
  readonly panel: DashboardPanel;
  readonly place: GridPosition;
}

/** A panel as Grafana's classic model has it. */
export function panelJson({ id, panel, place }: PlacedPanel): JsonObject {
  const { title, description, unit, queries, thresholds = {}, kind = PanelKind.TIME_SERIES } = panel;
  return {
    id,
    type: kind,
    title,
    ...(description === undefined ? {} : { description }),
    datasource: DATA_SOURCE,
    gridPos: place,
    targets: queries.map((query, index) => target(query, { kind, index })),
    ...(kind === PanelKind.TABLE ? { transformations: oneTable(queries) } : {}),
    fieldConfig: {
      defaults: {
        unit,
        thresholds: { mode: 'absolute', steps: thresholdSteps(thresholds) },
        ...(kind === PanelKind.TIME_SERIES ? { custom: lines(thresholds) } : {}),
      },
      overrides: [],
    },
    options: OPTIONS[kind],
  };
}

const OPTIONS: Readonly<Record<PanelKind, JsonObject>> = {
  [PanelKind.TIME_SERIES]: {
    legend: { showLegend: true, displayMode: 'list', placement: 'bottom', calcs: [] },
    tooltip: { mode: 'multi', sort: 'desc' },
  },
  [PanelKind.STAT]: {
    reduceOptions: { values: false, calcs: ['lastNotNull'], fields: '' },
    colorMode: 'value',
    graphMode: 'none',
    justifyMode: 'auto',
    orientation: 'auto',
    textMode: 'auto',
  },
  [PanelKind.TABLE]: { showHeader: true, cellHeight: 'sm' },
};

function target({ expr, legend = '__auto' }: PanelQuery, { kind, index }: { kind: PanelKind; index: number }) {
  const isNow = kind !== PanelKind.TIME_SERIES;
  return {
    refId: refId(index),
    datasource: DATA_SOURCE,
    expr,
    legendFormat: legend,
    instant: isNow,
    range: !isNow,
    format: kind === PanelKind.TABLE ? 'table' : 'time_series',
  };
}

/** `A` to `Z`, and then `A1`. */
function refId(index: number): string {
  const letters = 26;
  const round = Math.floor(index / letters);
  return `${String.fromCharCode(LETTER_A + (index % letters))}${round === 0 ? '' : round}`;
}

/** One row for each series, with what each question says of it in a column of its own. */
function oneTable(queries: readonly PanelQuery[]): JsonObject[] {
  const columnOf = (index: number) => (queries.length === 1 ? 'Value' : `Value #${refId(index)}`);
  const named = queries.flatMap(({ legend }, index) => (legend === undefined ? [] : [[columnOf(index), legend]]));
  return [
    { id: 'merge', options: {} },
    { id: 'organize', options: { excludeByName: { Time: true }, renameByName: Object.fromEntries(named) } },
  ];
}

/** Colours from the lowest value up; the first one has no lower end. */
function thresholdSteps({ warning, critical }: PanelThresholds) {
  const isLowBad = warning !== undefined && critical !== undefined && critical < warning;
  const first = isLowBad ? CRITICAL : GOOD;
  const others = isLowBad
    ? [{ color: WARNING, value: critical }, { color: GOOD, value: warning }]
    : [{ color: WARNING, value: warning }, { color: CRITICAL, value: critical }];
  return [{ color: first, value: null }, ...others.filter(({ value }) => value !== undefined)];
}

function lines({ warning, critical }: PanelThresholds) {
  const isMarked = warning !== undefined || critical !== undefined;
  return {
    lineWidth: 1, fillOpacity: 10, showPoints: 'never', thresholdsStyle: { mode: isMarked ? 'dashed' : 'off' },
  };
}
