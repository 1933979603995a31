import { Duration } from 'cdk8s';
import { IConstruct } from 'constructs';
import { matcher, RequestSeries, RequestSubject, VersionMark } from './request-series';
import { fail } from '../../internal/fail';
import { ControllerKind } from '../../internal/naming/pod-names';
import { checked } from '../../internal/signatures/checked';
import { inSeconds } from '../../internal/values/durations';
import { checkText } from '../../internal/values/plain-text';

/** Options for each convention of `RequestMetrics`. */
export interface RequestMetricsOptions {
  /**
   * Labels by which Prometheus tells the series of this service from those of others.
   *
   * They replace the default. In the manifest: the matchers of each series in an expression.
   *
   * @default - what the platform's way to scrape gives them: `namespace` and `job` under the Prometheus operator,
   * `namespace` and `app_kubernetes_io_instance` by annotations, and the labels of the destination in a mesh
   */
  readonly labels?: { [key: string]: string };

  /**
   * Where the buckets of the histogram end. An objective can only be about one of them.
   *
   * In the manifest: the label `le` of a bucket in an expression is one of them.
   *
   * @default - what the convention recommends
   */
  readonly boundaries?: Duration[];
}

/** Options for `RequestMetrics.httpRequestsTotal`. */
export interface HttpRequestsTotalOptions extends RequestMetricsOptions {
  /**
   * The label with the status code, such as `status`.
   *
   * @default 'code'
   */
  readonly statusLabel?: string;

  /**
   * The counter.
   *
   * @default 'http_requests_total'
   */
  readonly counter?: string;

  /**
   * The histogram, without `_bucket`.
   *
   * @default 'http_request_duration_seconds'
   */
  readonly histogram?: string;
}

/** Options for `RequestMetrics.openTelemetryGrpc`. */
export interface OpenTelemetryGrpcOptions extends RequestMetricsOptions {
  /**
   * Whether the instrumentation still writes the names from before the convention was stable:
   * `rpc_server_duration_milliseconds` and numbers for codes.
   *
   * @default false
   */
  readonly legacy?: boolean;
}

/** Options for `RequestMetrics.istio`. */
export interface IstioOptions extends RequestMetricsOptions {
  /**
   * Whether the service speaks gRPC, which answers with the HTTP status 200 whatever became of the call.
   *
   * In the manifest: failures are told by the label `grpc_response_status` instead of `response_code`.
   *
   * @default false
   */
  readonly grpc?: boolean;
}

type Convention = Omit<RequestSeries, 'labels' | 'undelivered'> & {
  /** What makes the pods of services that it knows by that. */
  readonly controllers?: readonly ControllerKind[];
  labelsOf(subject: RequestSubject): RequestSeries['labels'];
  undeliveredOf?(subject: RequestSubject): readonly string[];
  /** What is asked for instead where one version is; undefined where nothing tells versions apart. */
  versionOf(subject: RequestSubject, version: VersionMark): VersionSubject | undefined;
};

/** A version as the subject of its own, with what its series have beside that. */
interface VersionSubject extends RequestSubject {
  readonly labels: Readonly<Record<string, string>>;
}

const SERVER_ERROR = '5..';
const OPEN_TELEMETRY = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];
const CLIENT_LIBRARIES = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const ISTIO = [
  0.5, 1, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000, 60_000, 300_000, 600_000, 1_800_000,
  3_600_000,
].map((milliseconds) => milliseconds / 1000);
const LINKERD = [1, 10, 100, 1000, 10_000].flatMap((step) => [1, 2, 3, 4, 5].map((times) => (times * step) / 1000));
/** What the server is to blame for, and not its caller. */
const GRPC_ERRORS = ['UNKNOWN', 'DEADLINE_EXCEEDED', 'UNIMPLEMENTED', 'INTERNAL', 'UNAVAILABLE', 'DATA_LOSS'];
const GRPC_ERROR_NUMBERS = [2, 4, 12, 13, 14, 15];
const SHORTEST = 0.0001;
const LONGEST = 86_400;
const BUCKET = '_bucket';
/** What Prometheus adds to the name of a histogram. */
const ADDED_TO_HISTOGRAMS = [BUCKET, '_count', '_sum'];
/** The name of the metric itself, and where a bucket ends. */
const TAKEN_LABELS = ['__name__', 'le'];
const METRIC = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const LABEL = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/** Under which names a service, or the mesh around it, counts and times its requests. */
@checked
export class RequestMetrics {
  /**
   * As the stable semantic conventions of OpenTelemetry have it: `http_server_request_duration_seconds`. Status codes
   * of 500 and above are failures.
   *
   * @param options labels and buckets that differ
   * @see https://opentelemetry.io/docs/specs/semconv/http/http-metrics/
   */
  public static openTelemetryHttp(options: RequestMetricsOptions = {}): RequestMetrics {
    return new RequestMetrics({
      count: 'http_server_request_duration_seconds_count',
      bucket: 'http_server_request_duration_seconds_bucket',
      failure: { label: 'http_response_status_code', values: SERVER_ERROR },
      boundaries: OPEN_TELEMETRY,
      unitsPerSecond: 1,
      labelsOf: scrapedLabels,
      versionOf: scrapedVersion,
    }, options);
  }

  /**
   * As the semantic conventions of OpenTelemetry have it for gRPC: `rpc_server_call_duration_seconds`. Codes that tell
   * of a fault of the server are failures: UNKNOWN, DEADLINE_EXCEEDED, UNIMPLEMENTED, INTERNAL, UNAVAILABLE, DATA_LOSS.
   *
   * @param options labels and buckets that differ, and whether the names are the older ones
   * @see https://opentelemetry.io/docs/specs/semconv/rpc/rpc-metrics/
   */
  public static openTelemetryGrpc(options: OpenTelemetryGrpcOptions = {}): RequestMetrics {
    const [histogram, label, codes] = options.legacy === true
      ? ['rpc_server_duration_milliseconds', 'rpc_grpc_status_code', GRPC_ERROR_NUMBERS]
      : ['rpc_server_call_duration_seconds', 'rpc_response_status_code', GRPC_ERRORS];
    return new RequestMetrics({
      count: `${histogram}_count`,
      bucket: `${histogram}_bucket`,
      failure: { label, values: codes.join('|') },
      boundaries: OPEN_TELEMETRY,
      unitsPerSecond: options.legacy === true ? 1000 : 1,
      labelsOf: scrapedLabels,
      versionOf: scrapedVersion,
    }, options);
  }

  /**
   * As many client libraries and examples of Prometheus have it: the counter `http_requests_total` with the status
   * code as a label, and the histogram `http_request_duration_seconds`. Status codes of 500 and above are failures.
   *
   * @param options names, labels and buckets that differ
   */
  public static httpRequestsTotal(options: HttpRequestsTotalOptions = {}): RequestMetrics {
    const {
      counter = 'http_requests_total', histogram = 'http_request_duration_seconds', statusLabel = 'code',
    } = options;
    return new RequestMetrics({
      count: counter,
      bucket: `${histogram}_bucket`,
      failure: { label: statusLabel, values: SERVER_ERROR },
      boundaries: CLIENT_LIBRARIES,
      unitsPerSecond: 1,
      labelsOf: scrapedLabels,
      versionOf: scrapedVersion,
    }, options);
  }

  /**
   * As the proxies of Istio count what arrives: `istio_requests_total`. Status codes of 500 and above are failures; of
   * gRPC the codes of `openTelemetryGrpc`. Code 0 is none: it is that of clients that went away.
   *
   * What the proxies of callers could not deliver, as where no pod is ready, is counted and failed too. Where `labels`
   * are given, it is not known.
   *
   * @param options labels and buckets that differ, and whether it is gRPC
   * @see https://istio.io/latest/docs/reference/config/metrics/
   */
  public static istio(options: IstioOptions = {}): RequestMetrics {
    return new RequestMetrics({
      count: 'istio_requests_total',
      bucket: 'istio_request_duration_milliseconds_bucket',
      failure: options.grpc === true
        ? { label: 'grpc_response_status', values: GRPC_ERROR_NUMBERS.join('|') }
        : { label: 'response_code', values: SERVER_ERROR },
      boundaries: ISTIO,
      unitsPerSecond: 1000,
      labelsOf: ({ namespace, name, workload = name, versions = workload }) => ({
        reporter: 'destination', destination_workload_namespace: namespace, destination_workload: versions,
      }),
      undeliveredOf: undeliveredByIstio,
      versionOf: versionInIstio,
    }, options);
  }

  /**
   * As the proxies of Linkerd count what arrives: `response_total`, of which those failed that are classified so. They
   * know no Rollouts, of which `labels` must be given.
   *
   * @param options labels and buckets that differ
   * @see https://linkerd.io/2/reference/proxy-metrics/
   */
  public static linkerd(options: RequestMetricsOptions = {}): RequestMetrics {
    return new RequestMetrics({
      count: 'response_total',
      bucket: 'response_latency_ms_bucket',
      failure: { label: 'classification', values: 'failure' },
      boundaries: LINKERD,
      unitsPerSecond: 1000,
      controllers: ['Deployment', 'StatefulSet'],
      labelsOf: ({ namespace, name, workload = name, versions = workload, controller }) => (
        { direction: 'inbound', namespace, [controller.toLowerCase()]: versions }
      ),
      versionOf: versionByWorkload,
    }, options);
  }

  private constructor(private readonly convention: Convention, private readonly options: RequestMetricsOptions) {}

  /** The series of a service. @internal */
  public _series(subject: RequestSubject): RequestSeries {
    const { labelsOf, undeliveredOf, versionOf: _, controllers: __, ...names } = this.convention;
    const { labels } = this.options;
    const asked = this.versionIn(subject) ?? { ...subject, labels: {} };
    const own = labels === undefined
      ? { labels: { ...labelsOf(asked), ...asked.labels }, undelivered: undeliveredOf?.(asked) }
      : { labels: { ...labels, ...asked.labels } };
    return { ...names, boundaries: this._boundaries, ...own };
  }

  /** Whether the series of one version can be told from those of others. @internal */
  public _tellsApart(subject: RequestSubject): boolean {
    return this.versionIn(subject) !== undefined;
  }

  /** Whether services whose pods are made by it are known by something. @internal */
  public _knows(controller: ControllerKind): boolean {
    const { controllers } = this.convention;
    return controllers === undefined || this.options.labels !== undefined || controllers.includes(controller);
  }

  private versionIn(subject: RequestSubject): VersionSubject | undefined {
    return subject.version && this.convention.versionOf(subject, subject.version);
  }

  /** Whether Prometheus has them from the service itself, and not from a mesh. @internal */
  public get _isScraped(): boolean {
    return this.convention.labelsOf === scrapedLabels;
  }

  /** Where the buckets end, in seconds. @internal */
  public get _boundaries(): readonly number[] {
    return this.options.boundaries?.map(inSeconds) ?? this.convention.boundaries;
  }

  /** Where the buckets end, to be one of which a duration is held. @internal */
  public _checkBoundary(scope: IConstruct, prop: string, duration: Duration): void {
    const boundaries = this._boundaries;
    const given = inSeconds(duration);
    if (boundaries.includes(given)) return;
    fail(scope, {
      prop,
      must: `be one of the boundaries of the histogram, in seconds: ${boundaries.join(', ')}`,
      got: given,
      remedy: 'choose the next one, or say by RequestMetrics boundaries which ones the service has',
    });
  }

  /** Refuses names that Prometheus would not take. @internal */
  public _check(scope: IConstruct, prop: string): void {
    const { count, bucket, failure } = this.convention;
    [count, bucket].forEach((name) => checkName(scope, { prop, name, form: METRIC, what: 'a metric' }));
    checkHistogram(scope, `${prop}.histogram`, bucket);
    [failure.label, ...Object.keys(this.options.labels ?? {})].forEach((name) => (
      checkName(scope, { prop, name, form: LABEL, what: 'a label' })
    ));
    checkStatusLabel(scope, `${prop}.statusLabel`, failure.label);
    this.checkLabels(scope, `${prop}.labels`);
    if (this._boundaries.length > 0 && this._boundaries.every(isBoundary)) return;
    fail(scope, {
      prop: `${prop}.boundaries`,
      must: 'be durations from a tenth of a millisecond to a day',
      got: this._boundaries,
      remedy: 'leave it out, or write where the buckets of the service end',
    });
  }

  /** An empty value stands for series without the label, and no label for those of all services. */
  private checkLabels(scope: IConstruct, prop: string): void {
    const { labels } = this.options;
    if (labels === undefined) return;
    Object.entries(labels).forEach(([label, value]) => checkText(scope, `${prop}.${label}`, value));
    const taken = [...TAKEN_LABELS, this.convention.failure.label].find((label) => Object.keys(labels).includes(label));
    if (taken !== undefined) {
      const remedy = 'leave it out: the rules ask for it themselves';
      fail(scope, { prop: `${prop}.${taken}`, must: 'not be given', got: labels[taken], remedy });
    }
    const values = Object.values(labels);
    if (values.length > 0 && values.every((value) => value !== '')) return;
    fail(scope, {
      prop,
      must: 'tell the series of the service from those of others, each label by a value',
      got: labels,
      remedy: 'write them like { job: "api" }, or leave them out',
    });
  }
}

/** Shorter ones Prometheus writes with an exponent, and longer ones no request takes. */
function isBoundary(seconds: number): boolean {
  return seconds >= SHORTEST && seconds <= LONGEST;
}

/**
 * By the Service, for of a pod that was not reached no workload is known. No proxy at the destination has seen it: no
 * pod was healthy, none took the connection, or there was no room for one.
 *
 * @see https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage#response-flags
 */
function undeliveredByIstio({ namespace, name, services: [service, ...others] = [name] }: RequestSubject): string[] {
  return [
    matcher('reporter', 'source'),
    matcher('destination_service_namespace', namespace),
    matcher('destination_service_name', others.length === 0 ? service : [service, ...others]),
    'response_flags=~"(.*,)?(UH|UF|UO)(,.*)?"',
  ];
}

/** What Prometheus adds to what it scrapes. */
function scrapedLabels(subject: RequestSubject): Record<string, string> {
  const { namespace, name, workload = name, versions, usesOperator } = subject;
  if (usesOperator) return { namespace, job: name };
  const { instance = workload } = subject;
  if (versions !== undefined && subject.instance === undefined) return { namespace, app_kubernetes_io_name: name };
  return { namespace, app_kubernetes_io_instance: instance };
}

/** Prometheus adds what it is told to, whatever counts them. */
function scrapedVersion(subject: RequestSubject, { scraped }: VersionMark): VersionSubject | undefined {
  return Object.keys(scraped).length === 0 ? undefined : { ...subject, labels: scraped };
}

/** By the Service that was called, where each version has one. What arrived nowhere is known by it too. */
function versionInIstio(subject: RequestSubject, version: VersionMark): VersionSubject | undefined {
  const { workload = subject.workload, service } = version;
  if (service === undefined) return versionByWorkload(subject, version);
  const services = [service];
  return { ...subject, workload, versions: undefined, services, labels: { destination_service_name: service } };
}

function versionByWorkload(subject: RequestSubject, { workload }: VersionMark): VersionSubject | undefined {
  return workload === undefined ? undefined : { ...subject, workload, versions: undefined, labels: {} };
}

interface GivenName {
  readonly prop: string;
  readonly name: string;
  readonly form: RegExp;
  readonly what: string;
}

function checkHistogram(scope: IConstruct, prop: string, bucket: string): void {
  const name = bucket.slice(0, -BUCKET.length);
  const added = ADDED_TO_HISTOGRAMS.find((suffix) => name.endsWith(suffix));
  if (added === undefined) return;
  const remedy = `write ${name.slice(0, -added.length)}`;
  fail(scope, { prop, must: `be named without ${added}, to which ${BUCKET} would be added`, got: name, remedy });
}

function checkStatusLabel(scope: IConstruct, prop: string, label: string): void {
  if (!TAKEN_LABELS.includes(label)) return;
  const must = 'be the label with the status code, and not one that Prometheus needs itself';
  fail(scope, { prop, must, got: label, remedy: "write it as the service does, such as 'status'" });
}

function checkName(scope: IConstruct, { prop, name, form, what }: GivenName): void {
  if (form.test(name)) return;
  fail(scope, {
    prop, must: `call ${what} as Prometheus does`, got: name, remedy: 'use letters, digits and underscores',
  });
}
