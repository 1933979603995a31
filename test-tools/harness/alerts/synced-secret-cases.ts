import { Series, SeriesCase } from '../essential/series-case';

const CONDITION = 'externalsecret_status_condition';
const ERRORS = 'externalsecret_sync_calls_error';
/** What Prometheus adds where it keeps the labels of the target. */
const EXPORTED = 'namespace="external-secrets",exported_namespace="shop"';

const of = (metric: string, labels: string, values: string): Series => (
  { [`${metric}{name="database",${labels}}`]: values }
);
const notReady = (place: string, values = '1x60') => of(CONDITION, `${place},condition="Ready",status="False"`, values);
const ready = of(CONDITION, 'namespace="shop",condition="Ready",status="True"', '1x60');

/** When each alert about a synced secret fires, and what nearly makes it. */
export const SYNCED_SECRET_CASES: readonly SeriesCase[] = [
  {
    alert: 'SyncedSecretNotReady',
    minute: 15,
    fires: notReady(EXPORTED),
    silent: [
      notReady('namespace="shop"', '0x60'),
      notReady('namespace="other"'),
      // Another object of that name, beside the operator.
      notReady('namespace="shop",exported_namespace="other"'),
    ],
    labels: { name: 'database' },
    value: 1,
  },
  {
    alert: 'SyncedSecretErrors',
    minute: 10,
    fires: of(ERRORS, EXPORTED, '0+1x60'),
    silent: [of(ERRORS, EXPORTED, '0 1 2 2x60'), of(ERRORS, 'namespace="pay"', '0+1x60')],
    labels: { name: 'database' },
    value: 10,
  },
  {
    alert: 'SyncedSecretUnknown',
    minute: 30,
    fires: notReady('namespace="other"', '0x60'),
    silent: [ready, of(CONDITION, `${EXPORTED},condition="Ready",status="True"`, '1x60')],
    labels: {},
    value: 1,
    missing: {},
  },
];
