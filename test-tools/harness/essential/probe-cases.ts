import { Series, SeriesCase } from './series-case';

/** What the tests of probes ask. */
export const PAGE = 'https://shop.example.com/cart?x="{{1}}"';
export const HOST = 'shop.example.com:443';

/** The answers about an address, whichever of two exporters asks. */
function answers(name: string, instance: string, metrics: Readonly<Record<string, number>>): Series {
  const of = `namespace="shop",job="probe/shop/${name}",instance=${JSON.stringify(instance)}`;
  return Object.fromEntries(Object.entries(metrics).map(([metric, value]) => [`${metric}{${of}}`, `${value}x90`]));
}

const pages = (metrics: Record<string, number>) => answers('pages', PAGE, metrics);
const certificates = (metrics: Record<string, number>) => answers('certificates', HOST, metrics);
const OF_PAGE = { namespace: 'shop', instance: PAGE };
const OF_HOST = { namespace: 'shop', instance: HOST };
const DAY = 86_400;
/** The alerts wait for an hour. */
const MINUTE = 60;

export const ENDPOINT_CASES: readonly SeriesCase[] = [
  {
    alert: 'EndpointDown',
    minute: 5,
    fires: pages({ probe_success: 0 }),
    silent: [pages({ probe_success: 1 })],
    labels: OF_PAGE,
    value: 0,
  },
  {
    alert: 'EndpointSlow',
    minute: 10,
    fires: pages({ probe_duration_seconds: 2.01, probe_success: 1 }),
    silent: [
      pages({ probe_duration_seconds: 2, probe_success: 1 }), pages({ probe_duration_seconds: 5, probe_success: 0 }),
    ],
    labels: OF_PAGE,
    value: 2.01,
  },
  {
    alert: 'EndpointNotProbed',
    minute: 10,
    fires: answers('pages', 'https://shop.example.com/', { probe_success: 1 }),
    silent: [pages({ probe_success: 0 })],
    labels: OF_PAGE,
    value: 1,
    missing: OF_PAGE,
  },
];

export const SERVED_CERTIFICATE_CASES: readonly SeriesCase[] = [
  ...[['ServedCertificateExpiring', 21], ['ServedCertificateExpiringSoon', 7]].map(([alert, days]) => ({
    alert: String(alert),
    minute: MINUTE,
    fires: certificates({ probe_ssl_earliest_cert_expiry: Number(days) * DAY - 1 }),
    silent: [certificates({ probe_ssl_earliest_cert_expiry: Number(days) * DAY + MINUTE * 60 })],
    labels: OF_HOST,
    value: Number(days) * DAY - 1 - MINUTE * 60,
  })),
  {
    alert: 'ServedCertificateRefused',
    minute: 10,
    fires: certificates({ probe_success: 0 }),
    silent: [certificates({ probe_success: 1 })],
    labels: OF_HOST,
    value: 0,
  },
  {
    alert: 'ServedCertificateNotProbed',
    minute: 10,
    fires: answers('others', HOST, { probe_success: 1 }),
    silent: [certificates({ probe_success: 0 })],
    labels: OF_HOST,
    value: 1,
    missing: OF_HOST,
  },
];
