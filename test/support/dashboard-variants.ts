import { Chart } from 'cdk8s';
import type { Built, PartVariants } from './part-variants';
import { render } from './render';
import { SMALLEST_CALLS } from './smallest-calls';
import { Dashboard, RequestMetrics } from '../../src';

/** The dashboards that are ready. */
export const DASHBOARD_VARIANTS: readonly PartVariants[] = [
  {
    part: 'Dashboard',
    variants: {
      backups: shown((chart) => Dashboard.backups(chart, 'board')),
      monitoring: shown((chart) => Dashboard.monitoring(chart, 'board')),
      nodes: shown((chart) => Dashboard.nodes(chart, 'board')),
      objectives: shown((chart) => Dashboard.objectives(chart, 'board')),
      services: shown((chart) => Dashboard.services(chart, 'board', { metrics: RequestMetrics.linkerd() })),
    },
    point: ['ConfigMap data', 'Deployment spec.template.metadata.annotations[preflight/config-hash]'],
  },
];

/** In a tree with what copies it. */
function shown(make: (chart: Chart) => Dashboard): Built {
  return () => render((chart) => {
    SMALLEST_CALLS.Grafana(chart);
    make(chart);
  });
}
