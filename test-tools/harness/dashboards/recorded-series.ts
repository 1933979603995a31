import { Duration } from 'cdk8s';
import { addLabels, Catalogue } from './metric-catalogue';
import { RequestMetrics, ServiceLevelObjective, ProductionService } from '../../../src';
import { IMAGE, readYaml, render } from '../../../test/support/render';
import { Manifest } from '../../../test/support/schemas';
import { SMALLEST_CALLS } from '../../../test/support/smallest-calls';
import { ruleFilesOf } from '../alerts/written-alerting';

const GROUPED_BY = /^\w+ by \(([^)]*)\)/;

/** The series that our own rules record, of an objective and of a restore drill. */
export function recordedSeries(): Catalogue {
  const manifests = render((chart) => {
    const api = new ProductionService(chart, 'api', { image: IMAGE });
    const metrics = RequestMetrics.openTelemetryHttp();
    api.promise(ServiceLevelObjective.availability(99.9, { metrics }));
    api.promise(ServiceLevelObjective.latency(99, Duration.seconds(1), { metrics }));
    SMALLEST_CALLS.RestoreDrill(chart);
  });
  const rules = Object.values(ruleFilesOf(manifests)).flatMap(readYaml).flatMap(({ groups }) => groups)
    .flatMap(({ rules: own }: Manifest) => own);
  const series = new Map<string, Set<string>>();
  for (const { record, expr, labels = {} } of rules.filter((rule: Manifest) => rule.record !== undefined)) {
    const grouping = GROUPED_BY.exec(expr)?.[1].split(', ') ?? [];
    addLabels(series, record, [...Object.keys(labels), ...grouping]);
  }
  return series;
}
