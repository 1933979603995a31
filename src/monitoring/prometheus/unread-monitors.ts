import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { messageAt, pathOf } from '../../internal/fail';

const OPERATOR = 'monitoring.coreos.com';
const MONITORS = ['ServiceMonitor', 'PodMonitor', 'Probe', 'ScrapeConfig', 'PrometheusRule'];
const READERS = ['Prometheus', 'PrometheusAgent', 'ThanosRuler'];
const SHOWN = 5;

/** What only an operator makes a configuration of, where the tree has nothing that it would make it for. */
export function unreadMonitors(scope: IConstruct): string[] {
  const objects = scope.node.root.node.findAll().filter(isOfOperator);
  const monitors = objects.filter(({ kind }) => MONITORS.includes(kind));
  if (monitors.length === 0 || objects.some(({ kind }) => READERS.includes(kind))) return [];
  const shown = monitors.slice(0, SHOWN).map((monitor) => `${monitor.kind} [${pathOf(monitor)}]`);
  const others = monitors.length > SHOWN ? [`${monitors.length - SHOWN} more`] : [];
  return [messageAt(pathOf(scope), {
    prop: 'metrics',
    must: 'find all that is to be scraped and evaluated, and it reads no object of the Prometheus operator',
    got: [...shown, ...others],
    remedy: 'give the platforms above them MetricsFlavor.annotations(), by which files and annotations are written '
      + 'instead, or run a Prometheus of the operator',
  })];
}

function isOfOperator(construct: IConstruct): construct is ApiObject {
  return ApiObject.isApiObject(construct) && construct.apiGroup === OPERATOR;
}
