import { Duration, JsonPatch } from 'cdk8s';
import { Dashboard, DashboardPanel, DashboardProps, PanelKind } from '../../../src';
import { messageOf } from '../../support/errors';
import { only, render } from '../../support/render';
import { Manifest, MINORS, schemaProblems } from '../../support/schemas';

const WAITING: DashboardPanel = {
  title: 'Waiting orders', unit: 'short', queries: [{ expr: 'orders_waiting', legend: 'waiting' }],
};

describe('Dashboard', () => {
  it('writes one ConfigMap, which a Grafana looks for', () => {
    const { metadata, data } = only(renderOrders(), 'ConfigMap');
    expect(metadata).toMatchObject({ name: 'orders', namespace: 'shop', labels: { grafana_dashboard: '1' } });
    expect(Object.keys(data)).toEqual(['orders.json']);
  });

  it('shows what it is told, for the data source that the reader chooses', () => {
    expect(orders()).toEqual({
      uid: 'orders',
      title: 'Orders',
      tags: ['preflight'],
      schemaVersion: 41,
      editable: false,
      graphTooltip: 1,
      timezone: 'browser',
      time: { from: 'now-3600s', to: 'now' },
      refresh: '1m',
      templating: {
        list: [{
          name: 'datasource',
          label: 'Data source',
          type: 'datasource',
          query: 'prometheus',
          current: { text: 'default', value: 'default' },
          regex: '',
        }],
      },
      annotations: { list: [] },
      panels: [
        { id: 1, type: 'row', title: 'Queue', collapsed: false, gridPos: { h: 1, w: 24, x: 0, y: 0 }, panels: [] },
        {
          id: 2,
          type: 'timeseries',
          title: 'Waiting orders',
          datasource: { type: 'prometheus', uid: '${datasource}' },
          gridPos: { h: 8, w: 8, x: 0, y: 1 },
          targets: [{
            refId: 'A',
            datasource: { type: 'prometheus', uid: '${datasource}' },
            expr: 'orders_waiting',
            legendFormat: 'waiting',
            instant: false,
            range: true,
            format: 'time_series',
          }],
          fieldConfig: {
            defaults: {
              unit: 'short',
              thresholds: { mode: 'absolute', steps: [{ color: 'green', value: null }] },
              custom: { lineWidth: 1, fillOpacity: 10, showPoints: 'never', thresholdsStyle: { mode: 'off' } },
            },
            overrides: [],
          },
          options: {
            legend: { showLegend: true, displayMode: 'list', placement: 'bottom', calcs: [] },
            tooltip: { mode: 'multi', sort: 'desc' },
          },
        },
      ],
    });
  });

  it('has a description, tags and a time range of its own', () => {
    expect(orders({ description: 'What waits.', tags: ['shop'], timeRange: Duration.days(1) }))
      .toMatchObject({ description: 'What waits.', tags: ['shop'], time: { from: 'now-86400s' } });
  });

  it('lets its reader choose the values of labels, one or several', () => {
    const { templating: { list: [, place, pod] } } = orders({
      variables: [
        { name: 'namespace', label: 'kubernetes_namespace', series: 'orders_waiting' },
        { name: 'pod', label: 'pod', series: 'orders_waiting{namespace="$namespace"}', several: true },
      ],
    });
    expect(place).toMatchObject({
      type: 'query', definition: 'label_values(orders_waiting, kubernetes_namespace)', multi: false, includeAll: false,
    });
    expect(pod).toMatchObject({
      query: { query: 'label_values(orders_waiting{namespace="$namespace"}, pod)' },
      multi: true,
      current: { value: '$__all' },
    });
  });

  it('takes patches, as every object does', () => {
    const [{ metadata }] = render((chart) => {
      const board = new Dashboard(chart, 'orders', props());
      board.patch(board.configMap, JsonPatch.add('/metadata/annotations', { grafana_folder: 'Shop' }));
    });
    expect(metadata.annotations).toEqual({ grafana_folder: 'Shop' });
  });

  it.each(MINORS)('is valid on %s', (kubernetesVersion) => {
    const manifests = renderOrders();
    expect(manifests.flatMap((manifest) => schemaProblems(kubernetesVersion, manifest))).toEqual([]);
  });
});

describe('its uid', () => {
  it.each([
    ['orders', 'orders'],
    ['orders.v2', 'orders-v2'],
    ['a-name-that-is-longer-than-forty-characters', 'a-name-that-is-longer-than-fort-434157d1'],
  ])('of the name %s is %s', (name, uid) => {
    expect(orders({ name }).uid).toBe(uid);
  });

  it('is the one that is given', () => {
    expect(orders({ uid: 'Shop_1' }).uid).toBe('Shop_1');
  });
});

describe('its panels', () => {
  it('stand side by side while there is room, rows below each other', () => {
    const wide = { ...WAITING, width: 12 };
    const { panels } = orders({
      rows: [
        { title: 'Numbers', panels: [number(), number()] },
        { title: 'Lines', panels: [wide, wide, wide] },
        { title: 'Table', panels: [{ ...WAITING, kind: PanelKind.TABLE }] },
      ],
    });
    expect(panels.map(({ gridPos: { x, y, w, h } }: Manifest) => [x, y, w, h])).toEqual([
      [0, 0, 24, 1], [0, 1, 4, 4], [4, 1, 4, 4],
      [0, 5, 24, 1], [0, 6, 12, 8], [12, 6, 12, 8], [0, 14, 12, 8],
      [0, 22, 24, 1], [0, 23, 24, 8],
    ]);
  });

  it.each([
    [{ warning: 1, critical: 2 }, [['green', null], ['orange', 1], ['red', 2]]],
    [{ warning: 2, critical: 1 }, [['red', null], ['orange', 1], ['green', 2]]],
    [{ critical: 2 }, [['green', null], ['red', 2]]],
    [{ warning: 0 }, [['green', null], ['orange', 0]]],
  ])('warn at %j', (thresholds, steps) => {
    const { fieldConfig: { defaults } } = panelOf({ ...WAITING, thresholds });
    expect(defaults.thresholds.steps.map(({ color, value }: Manifest) => [color, value])).toEqual(steps);
    expect(defaults.custom.thresholdsStyle).toEqual({ mode: 'dashed' });
  });

  it('show the last value as a number, and as a table with a column for each question', () => {
    expect(panelOf(number())).toMatchObject({ type: 'stat', targets: [{ instant: true, range: false }] });
    const queries = [{ expr: 'a', legend: 'First' }, { expr: 'b' }, { expr: 'c', legend: 'Third' }];
    const { targets, transformations: [, organize] } = panelOf({ ...WAITING, kind: PanelKind.TABLE, queries });
    expect(targets.map(({ refId, format }: Manifest) => [refId, format])).toEqual(
      [['A', 'table'], ['B', 'table'], ['C', 'table']],
    );
    expect(organize.options.renameByName).toEqual({ 'Value #A': 'First', 'Value #C': 'Third' });
    const only1 = panelOf({ ...WAITING, kind: PanelKind.TABLE });
    expect(only1.transformations[1].options.renameByName).toEqual({ Value: 'waiting' });
  });

  it('have as many questions as anybody asks', () => {
    const { targets } = panelOf({ ...WAITING, queries: Array.from({ length: 28 }, () => ({ expr: 'up' })) });
    expect(targets.slice(-3).map(({ refId }: Manifest) => refId)).toEqual(['Z', 'A1', 'B1']);
  });
});

describe('what it refuses', () => {
  const PANEL = "[shop/orders] 'rows[0].panels[0].";
  const panel = (changes: Partial<DashboardPanel>) => (
    { rows: [{ title: 'Queue', panels: [{ ...WAITING, ...changes }] }] }
  );

  it.each<[string, Partial<DashboardProps>, string]>([
    ['an empty title', { title: ' ' }, "'title' must say something, got \" \""],
    ['a long uid', { uid: 'x'.repeat(41) }, "'uid' must have at most 40 letters, digits, - and _"],
    ['no row', { rows: [] }, "'rows' must hold a row, got []"],
    ['an empty row', { rows: [{ title: 'Queue', panels: [] }] }, "'rows[0].panels' must hold a panel, got []"],
    ['a panel without a unit', panel({ unit: '' }), `${PANEL}unit' must say something`],
    ['a panel that asks nothing', panel({ queries: [] }), `${PANEL}queries' must hold a question, got []`],
    ['an unknown variable', panel({ queries: [{ expr: 'up{job="$job"}' }] }),
      `${PANEL}queries[0].expr' must name variables that there are, $datasource, got "$job"`],
    ['a panel that is too wide', panel({ width: 25 }), `${PANEL}width' must be a whole number from 1 to 24, got 25`],
    ['equal thresholds', panel({ thresholds: { warning: 1, critical: 1 } }), `${PANEL}thresholds.warning' must differ`],
    ['an endless threshold', panel({ thresholds: { warning: Infinity } }),
      `${PANEL}thresholds.warning' must be a number, got`],
    ['a variable twice', { variables: [namespace(), namespace()] }, "'variables[1].name' must be there once"],
    ['the name of the data source', { variables: [{ ...namespace(), name: 'datasource' }] },
      "'variables[0].name' must be there once"],
    ['a name of Grafana itself', { variables: [{ ...namespace(), name: '__range' }] },
      "'variables[0].name' must be of letters, digits and underscores"],
    ['no label', { variables: [{ ...namespace(), label: 'a-b' }] }, "'variables[0].label' must be a label of series"],
    ['a later variable', { variables: [{ ...namespace(), series: 'up{pod="$pod"}' }, { ...namespace(), name: 'pod' }] },
      "'variables[0].series' must name variables that there are, $datasource, got \"$pod\""],
    ['a moment', { timeRange: Duration.seconds(1) }, "'timeRange' must be whole seconds from 60"],
    ['what no ConfigMap holds', panel({ description: 'x'.repeat(1024 * 1024) }),
      "'rows' must have at most 1048576 bytes, as much as a ConfigMap holds"],
  ])('%s', (_, changes, message) => {
    expect(messageOf(() => orders(changes))).toContain(message);
  });
});

describe('variables of Grafana itself', () => {
  it('may stand in every expression', () => {
    const queries = [{ expr: 'rate(up[$__rate_interval]) + label_replace(up, "a", "$1", "b", "(.*)$")' }];
    expect(() => panelOf({ ...WAITING, queries })).not.toThrow();
  });
});

function props(changes: Partial<DashboardProps> = {}): DashboardProps {
  return { title: 'Orders', rows: [{ title: 'Queue', panels: [WAITING] }], ...changes };
}

function renderOrders(changes: Partial<DashboardProps> = {}): Manifest[] {
  return render((chart) => new Dashboard(chart, 'orders', props(changes)));
}

function orders(changes: Partial<DashboardProps> = {}): Manifest {
  const [text] = Object.values<string>(only(renderOrders(changes), 'ConfigMap').data);
  return JSON.parse(text);
}

function panelOf(panel: DashboardPanel): Manifest {
  return orders({ rows: [{ title: 'Queue', panels: [panel] }] }).panels[1];
}

function number(): DashboardPanel {
  return { ...WAITING, kind: PanelKind.STAT };
}

function namespace() {
  return { name: 'namespace', label: 'namespace', series: 'up' };
}
