import { Series, SeriesCase } from './series-case';

/** What the tests of probes ask. */
export const PAGE = 'https://shop.example.com/cart?x="{{1}}"';
export const HOST = 'shop.example.com:443';

type Metrics = Readonly<Record<string, number>>;

/** The answers about an address, whichever of two exporters asks. */
function answers(name: string, instance: string, metrics: Metrics): Series {
  const of = `namespace="shop",job="probe/shop/${name}",instance=${JSON.stringify(instance)}`;
  return Object.fromEntries(Object.entries(metrics).map(([metric, value]) => [`${metric}{${of}}`, `${value}x90`]));
}

const pages = (metrics: Metrics) => answers('pages', PAGE, metrics);
const certificates = (metrics: Metrics) => answers('certificates', HOST, metrics);
const OF_PAGE = { namespace: 'shop', instance: PAGE };
const OF_HOST = { namespace: 'shop', instance: HOST };
const DAY = 86_400;
/** What Go has for no time. */
const NEVER_VERIFIED = -62_135_596_800;
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

/** By what clients find, and by what is shown where the exporter does not say what they find. */
function expiryCases(alert: string, seconds: number): SeriesCase[] {
  const [soon, later] = [seconds - 1, seconds + MINUTE * 60];
  const firing: Metrics[] = [
    { probe_ssl_last_chain_expiry_timestamp_seconds: soon, probe_ssl_earliest_cert_expiry: soon },
    { probe_ssl_last_chain_expiry_timestamp_seconds: NEVER_VERIFIED, probe_ssl_earliest_cert_expiry: soon },
    { probe_ssl_earliest_cert_expiry: soon },
  ];
  const silent: Metrics[] = [
    { probe_ssl_last_chain_expiry_timestamp_seconds: later, probe_ssl_earliest_cert_expiry: later },
    // Expired, and nobody needs it.
    { probe_ssl_last_chain_expiry_timestamp_seconds: later, probe_ssl_earliest_cert_expiry: 1 },
    { probe_ssl_earliest_cert_expiry: later },
  ];
  return firing.map((fires) => ({
    alert,
    minute: MINUTE,
    fires: certificates(fires),
    silent: silent.map(certificates),
    labels: OF_HOST,
    value: soon - MINUTE * 60,
  }));
}

export const SERVED_CERTIFICATE_CASES: readonly SeriesCase[] = [
  ...[['ServedCertificateExpiring', 21], ['ServedCertificateExpiringSoon', 7]].flatMap(([alert, days]) => (
    expiryCases(String(alert), Number(days) * DAY)
  )),
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
