import { ProbeQueries } from './probe-queries';
import { AlertRule } from '../alert-rules';
import { durationText, VALUE_AS_DURATION } from '../alert-texts';

type Alert = Omit<AlertRule, 'runbook'>;

const URL = '{{ $labels.instance }}';

/** The alerts that tell of addresses that do not answer, or not in time. */
export function endpointAlerts(queries: ProbeQueries, slowerThanSeconds: number): Alert[] {
  return [down(queries), slow(queries, slowerThanSeconds), missing(queries)];
}

function down(queries: ProbeQueries): Alert {
  return {
    alert: 'EndpointDown',
    expr: `${queries.of('max', queries.series('probe_success'))} == 0`,
    for: '5m',
    severity: 'critical',
    summary: `${URL} does not answer as it should.`,
    description: 'For five minutes it has been out of reach, shown a bad certificate, or answered with an error. First '
      + 'ask it yourself from outside of the cluster, then look at what is in front of it.',
  };
}

function slow(queries: ProbeQueries, seconds: number): Alert {
  return {
    alert: 'EndpointSlow',
    expr: `${queries.of('min', `avg_over_time((\n  ${answered(queries)}\n)[10m:1m])`)} > ${seconds}`,
    for: '10m',
    severity: 'warning',
    summary: `${URL} takes ${VALUE_AS_DURATION} to answer.`,
    description: `Answers have taken longer than ${durationText(seconds)} for long, names and handshake included. `
      + 'First see which of them takes the time: `probe_http_duration_seconds` has each phase.',
  };
}

/** What gives up has not answered slowly. */
function answered(queries: ProbeQueries): string {
  return `${queries.series('probe_duration_seconds')} and ${queries.series('probe_success')} == 1`;
}

function missing(queries: ProbeQueries): Alert {
  return {
    alert: 'EndpointNotProbed',
    expr: queries.areNotAsked(),
    for: '10m',
    severity: 'warning',
    summary: `Nobody asks whether ${URL} answers.`,
    description: 'Were it down, no alert would tell. First see whether the blackbox exporter runs, then whether '
      + 'Prometheus has the scrape.',
  };
}
