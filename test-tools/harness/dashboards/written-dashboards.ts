import { Dashboard, MetricsFlavor, PlatformProps, RequestMetrics } from '../../../src';
import { render } from '../../../test/support/render';
import { Manifest } from '../../../test/support/schemas';
import { COUNTINGS } from '../alerts/requests';

/** One question of a dashboard, or the series of one of its variables. */
export interface WrittenQuery {
  /** Where it stands, for messages. */
  readonly place: string;
  readonly expr: string;
  readonly legend: string;
}

/** A dashboard as Grafana reads it, by what it is called here. */
export type WrittenDashboards = Readonly<Record<string, Manifest>>;

const OPERATOR = { metrics: MetricsFlavor.operator() };
const VALUES: Readonly<Record<string, string>> = {
  __rate_interval: '10s', namespace: 'monitoring', service: 'api', instance: '.*', slo: 'availability', cronjob: 'etcd',
};
const VARIABLE = /\$(\w+)/g;
const LABEL_VALUES = /^label_values\((.*), \w+\)$/;

/** Every dashboard that is ready. */
export function readyDashboards(): WrittenDashboards {
  const alone = {
    nodes: written((chart) => Dashboard.nodes(chart, 'board')),
    monitoring: written((chart) => Dashboard.monitoring(chart, 'board')),
    objectives: written((chart) => Dashboard.objectives(chart, 'board')),
    backups: written((chart) => Dashboard.backups(chart, 'board')),
  };
  const services = COUNTINGS.map(({ name, metrics }) => (
    [`services: ${name}`, written((chart) => Dashboard.services(chart, 'board', { metrics }), OPERATOR)]
  ));
  const metrics = RequestMetrics.openTelemetryHttp();
  return {
    ...alone,
    ...Object.fromEntries(services),
    'services, found by annotations': written((chart) => Dashboard.services(chart, 'board', { metrics })),
  };
}

/** All that a dashboard asks for, with a value for each variable. */
export function queriesOf({ panels, templating }: Manifest): WrittenQuery[] {
  const asked = panels.flatMap(({ title, targets = [] }: Manifest) => (
    targets.map(({ expr, legendFormat }: Manifest) => ({ place: title, expr, legend: legendFormat }))
  ));
  const variables = templating.list.filter(({ type }: Manifest) => type === 'query');
  const chosen = variables.map(({ name, definition }: Manifest) => (
    { place: `$${name}`, expr: LABEL_VALUES.exec(definition)![1], legend: '' }
  ));
  return [...asked, ...chosen].map((query) => ({ ...query, expr: withValues(query.expr) }));
}

function withValues(expr: string): string {
  return expr.replace(VARIABLE, (_, name: string) => {
    if (VALUES[name] === undefined) throw new Error(`nobody knows a value for $${name}`);
    return VALUES[name];
  });
}

function written(build: Parameters<typeof render>[0], platform?: PlatformProps): Manifest {
  return JSON.parse(render(build, platform)[0].data['board.json']);
}
