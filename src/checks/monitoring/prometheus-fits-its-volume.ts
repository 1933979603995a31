import { sizeKeptByOperator, sizeKeptByProgram } from '../facts/monitoring/prometheus/kept-size';
import { OPERATED_PROMETHEUS, prometheusProgramsOf } from '../facts/monitoring/prometheus/prometheus-programs';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** Prometheus forgets before its volume is full. */
export const PROMETHEUS_FITS_ITS_VOLUME: ICheck = {
  id: 'prometheus-fits-its-volume',
  title: 'Prometheus stops before its volume is full',
  box: 'metrics',
  severity: Severity.WARNING,
  why: 'Prometheus cannot start on a full volume, nor make room there by itself. A new label is enough for twice the '
    + 'series, and whoever goes by age alone keeps all of them.',
  remedy: {
    manifest: 'spec: {retentionSize: 40GB}, or --storage.tsdb.retention.size=40GB, of a volume of 50Gi',
    construct: 'Prometheus keeps four fifths of what storage says.',
  },
  references: [
    'https://prometheus.io/docs/prometheus/latest/storage/#right-sizing-retention-size',
  ],
  appliesTo: [OPERATED_PROMETHEUS, 'apps/StatefulSet'],
  evaluate: (manifest, cluster) => {
    if (manifest.groupKind === OPERATED_PROMETHEUS) return [sizeKeptByOperator(manifest) ?? []].flat();
    return prometheusProgramsOf(manifest, cluster).flatMap((program) => sizeKeptByProgram(program, manifest) ?? []);
  },
};
