import { Series, SeriesCase } from '../essential/series-case';

const SIDECAR = { namespace: 'shop', pod: 'prometheus-0' };
const COMPACTOR = { namespace: 'shop', pod: 'thanos-compact-0' };
const STORE = { namespace: 'shop', pod: 'thanos-store-0' };

type Values = Readonly<Record<string, string>>;

/** Metrics of a pod, those of another namespace beside them, which nobody is told of. */
function of(labels: Readonly<Record<string, string>>, values: Values): Series {
  return { ...seriesOf(labels, values), ...seriesOf({ ...labels, namespace: 'other' }, values) };
}

function seriesOf(labels: Readonly<Record<string, string>>, values: Values): Series {
  return Object.fromEntries(Object.entries(values).map(([metric, value]) => {
    const [name, more = ''] = metric.split('|');
    const all = Object.entries(labels).map(([label, text]) => `${label}="${text}"`).concat(more === '' ? [] : [more]);
    return [`${name}{${all.join(',')}}`, value];
  }));
}

const operations = (failed: string, all: string) => of(STORE, {
  'thanos_objstore_bucket_operation_failures_total|operation="get_range",bucket="b"': failed,
  'thanos_objstore_bucket_operations_total|operation="get_range",bucket="b"': all,
});
const queries = (failed: string, fine: string) => of({ namespace: 'shop', pod: 'thanos-query-0' }, {
  'http_requests_total|handler="query_range",code="500"': failed,
  'http_requests_total|handler="query_range",code="200"': fine,
});

/** When each alert about Thanos fires, and what nearly makes it. */
export const THANOS_CASES: readonly SeriesCase[] = [
  {
    alert: 'ThanosUploadsFailing',
    minute: 121,
    fires: of(SIDECAR, { thanos_shipper_upload_failures_total: '0 1 2+1x200' }),
    silent: [of(SIDECAR, { thanos_shipper_upload_failures_total: '7x200' })],
    labels: SIDECAR,
    value: 30,
  },
  {
    alert: 'ThanosCompactorHalted',
    minute: 5,
    fires: of(COMPACTOR, { thanos_compact_halted: '1x20' }),
    silent: [of(COMPACTOR, { thanos_compact_halted: '0x20' })],
    labels: COMPACTOR,
    value: 1,
  },
  {
    alert: 'ThanosObjectStoreFailing',
    minute: 16,
    fires: operations('0+6x40', '0+100x40'),
    silent: [operations('0+5x40', '0+100x40'), operations('0x40', '0x40')],
    labels: STORE,
    value: 0.06,
  },
  {
    alert: 'ThanosQueriesFailing',
    minute: 11,
    fires: queries('0+6x40', '0+94x40'),
    silent: [queries('0+5x40', '0+95x40'), queries('0x40', '0x40')],
    labels: { namespace: 'shop' },
    value: 0.06,
  },
];
