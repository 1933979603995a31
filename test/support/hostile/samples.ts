import { join, resolve } from 'path';
import { ApiObject, App, Duration, JsonPatch, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { CallableName, Path } from './sites';
import * as library from '../../../src';
import { PUBLIC_API } from '../../../src/internal/signatures/public-api';
import { Member, membersOf, Type } from '../../../src/internal/signatures/types';
import { IMAGE, stage } from '../render';
import { sealedManifest } from '../secrets/sealed-manifests';
import { ACCEPTANCE_TEST, ALERT_RECEIVERS, LOAD_TEST, SMALLEST_CALLS } from '../smallest-calls';

type Functions = Readonly<Record<string, (...given: unknown[]) => unknown>>;
type Names = Readonly<Record<string, Functions & (new (...given: unknown[]) => object)>>;
type Sampled = Pick<Member, 'name' | 'type'>;

/** One call: of what, with what, and what nothing may be added to where it is refused. */
export interface SampleCall {
  readonly self: unknown;
  readonly given: readonly unknown[];
  readonly scope: Construct;
}

const LIBRARY = library as unknown as Names;
const PLATFORM = {
  ingressControllerNamespace: 'ingress',
  kubernetesApi: library.KubernetesApi.at({ cidrs: ['10.0.0.0/28'] }),
  metrics: library.MetricsFlavor.annotations({ namespace: 'shop' }),
  recoveryObjective: library.RecoveryObjective.of({
    pointObjective: Duration.days(8), timeObjective: Duration.hours(1),
  }),
  tls: library.RouteTls.secret('shop-tls'),
};

const EXAMPLE = join(__dirname, '..', '..', '..', 'examples', 'hello-service', 'expected');
/** What kubeseal wrote, as a file. */
const SEALED_FILE = resolve(__dirname, '../../data/sealed-secret.json');
const MAPS: Readonly<Record<string, object>> = { sealedManifest: sealedManifest() };

/** Text that works where a call asks for it, by the name of the argument; elsewhere any word does. */
const TEXTS: Readonly<Record<string, string>> = {
  authorityCidrs: '10.0.0.0/8',
  checkId: 'has-cpu-limit',
  cidr: '10.0.0.0/8',
  cidrs: '10.0.0.0/8',
  stsCidrs: '10.0.0.0/8',
  clientId: '11111111-2222-3333-4444-555555555555',
  externalUrl: 'https://alerts.example.com',
  dashboard: 'https://grafana.example.com/d/1',
  dashboards: 'https://grafana.example.com/d/{service}',
  conditionType: 'acme.io/ready',
  end: '06:00',
  files: join(EXAMPLE, 'hello-service.k8s.yaml'),
  folder: EXAMPLE,
  folders: '/var/log',
  host: 'sample.example.com',
  hard: '20',
  hosts: 'sample.example.com:443',
  image: IMAGE,
  mountPath: '/data',
  namespace: 'shop',
  nodeCidrs: '10.1.0.0/16',
  omit: 'watched elsewhere',
  path: '/var/data',
  prober: 'probes.example.com:9115',
  resource: 'pods',
  resources: 'pods',
  protocol: 'TCP',
  roleArn: 'arn:aws:iam::111122223333:role/ledger',
  runbook: 'https://wiki.example.com/alerts',
  runbooks: 'https://wiki.example.com',
  schedule: '30 2 * * *',
  secretsFolder: '/secrets',
  sender: 'alerts@example.com',
  server: 'smtp.example.com:587',
  region: 'eu-west-1',
  serviceType: 'ClusterIP',
  start: '22:00',
  storeKind: 'SecretStore',
  sealedFile: SEALED_FILE,
  sealedText: JSON.stringify(sealedManifest()),
  secretPath: 'secret/data/shop',
  template: 'tcp://{host}:{port}',
  tenantId: '11111111-2222-3333-4444-555555555555',
  timeZone: 'UTC',
  to: 'on-call@example.com',
  url: 'https://example.com/alerts',
  urls: 'https://sample.example.com/',
  vaultAddress: 'https://vault.example.com',
  vaultUrl: 'https://acme.vault.azure.net',
  verbs: 'get',
  watched: 'pods',
};
const KEYS: Readonly<Record<string, string>> = {
  dashboards: 'nodes', folders: '/host/logs', hard: 'count/jobs.batch', omit: 'quotas',
};
const NUMBERS: Readonly<Record<string, number>> = {
  containerPort: 8080,
  expectedSeries: 100_000,
  failures: 3,
  fileParts: 2,
  number: 1,
  percent: 99.9,
  port: 8080,
  replicas: 2,
  servicePort: 80,
};
const FOREIGN: Readonly<Record<string, unknown>> = {
  below: Duration.millis(500),
  deadline: Duration.minutes(20),
  ejection: Duration.minutes(1),
  interval: Duration.minutes(1),
  keepFor: Duration.minutes(1),
  scaleDownDelay: Duration.minutes(1),
  construct: new App(),
  covers: new App(),
  cpu: Cpu.millis(500),
  cpuLimit: Cpu.millis(500),
  cpuRequest: Cpu.millis(500),
  duration: Duration.minutes(5),
  durations: Duration.minutes(5),
  every: Duration.hours(24),
  memory: Size.mebibytes(256),
  pointObjective: Duration.days(8),
  timeObjective: Duration.hours(1),
  operations: JsonPatch.add('/metadata/labels/tier', 'web'),
  resolvers: { resolve: () => undefined },
  size: Size.gibibytes(1),
  storageSize: Size.gibibytes(1),
  slowerThan: Duration.seconds(1),
  storage: Size.gibibytes(50),
  wakeBefore: Duration.days(3),
  warnBefore: Duration.days(30),
  within: Duration.minutes(30),
};
/** What makes a call work though its type leaves it out. */
const NEEDED: Readonly<Record<string, object>> = {
  AlertRoutingProps: { watchdog: library.AlertReceiver.webhook(library.SecretKey.of('receivers', 'watchdog')) },
  EmailOptions: { user: 'alerts', password: library.SecretKey.of('smtp', 'password') },
  NodeAccessOptions: { network: true },
  // Another one than any other that it is to call.
  GrafanaProps: { prometheus: foreign('prometheus', 'monitoring') },
  ServiceAlertsOptions: { metrics: library.RequestMetrics.openTelemetryHttp() },
  ServiceLevelObjectiveOptions: { metrics: library.RequestMetrics.openTelemetryHttp() },
  SealedSecretProps: { sealed: library.KubesealOutput.manifest(sealedManifest()) },
  SidecarOptions: { port: 9000 },
  TeamAccessProps: { view: ['shop-developers'] },
  DeliveryAnalysisOptions: { prometheus: foreign('prometheus', 'monitoring') },
  FlaggerCanaryProps: { webhooks: [ACCEPTANCE_TEST, LOAD_TEST] },
  // Shares of two others, which add up to all.
  TrafficSplitProps: {
    backends: [{ target: foreign('sample'), weight: 90 }, { target: foreign('sample-next'), weight: 10 }],
    routing: library.TrafficRouting.istio(),
  },
  VeleroAzureOptions: { credentials: library.SecretKey.of('bucket', 'cloud') },
  VeleroGcsOptions: { credentials: library.SecretKey.of('bucket', 'cloud') },
  VeleroS3Options: { credentials: library.SecretKey.of('bucket', 'cloud') },
  VolumeConditions: { nfs: true },
  VaultMountOptions: { server: 'https://vault.vault.svc:8200' },
  VaultSecretsOptions: { server: 'https://vault.vault.svc:8200' },
  VaultSecretsProps: { files: { password: library.VaultFile.field('secret/data/shop', 'password') } },
};

/** Plain, so that a copy of it has all members. */
function foreign(name: string, namespace: string = 'shop'): library.IReachable {
  return {
    reachableName: name,
    reachablePods: { namespace, labels: { app: name } },
    reachablePorts: [{ containerPort: 9090, servicePort: 9090, protocol: 'TCP' }],
    admit: () => undefined,
    admitNamespace: () => undefined,
  };
}

/** Interfaces of which there are none but our own. */
const MADE_AS: Readonly<Record<string, string>> = { IPodSecret: 'SyncedSecret' };

/** What must be in the tree beside the instance. */
const BESIDE: Readonly<Record<string, (chart: Construct) => void>> = {
  Alertmanager: (chart) => new library.AlertRouting(chart, 'routing', ALERT_RECEIVERS),
  OperatorAlertmanager: (chart) => new library.AlertRouting(chart, 'routing', ALERT_RECEIVERS),
};
/** Whose objects are the operator's. */
const OF_OPERATOR = /^Operator/;

/** A call that is right, with what it must be given. */
export function sampleCall({ className, name, kind, parameters }: CallableName): SampleCall {
  const isOfOperator = OF_OPERATOR.test(className);
  const metrics = isOfOperator ? library.MetricsFlavor.operator({ namespace: 'shop' }) : PLATFORM.metrics;
  const { chart } = stage({ ...PLATFORM, metrics });
  if (kind === 'new') BESIDE[className]?.(chart);
  const scope = className === 'Platform' ? new Construct(chart, 'place') : chart;
  const self = kind === 'method' ? instanceFor({ className, name }, chart) : undefined;
  const given = parameters.filter((parameter) => isNeeded(parameter)).map((parameter) => (
    parameter.name === 'scope' ? scope : ofInstance(parameter, self) ?? ofTree(parameter, chart)
  ));
  return { self, given, scope: Construct.isConstruct(self) ? self : scope };
}

/** What the instance itself must have: one of its objects, or one of its ports. */
function ofInstance(parameter: Member, self: unknown): unknown {
  const { type } = parameter;
  if (isOwnObject(parameter)) return objectOf(self as Construct);
  if (membersIn(type).some(isOwnObject)) return { target: objectOf(self as Construct) };
  const isPort = type.kind === 'struct' && type.struct.name === 'ReachablePort';
  return isPort ? (self as library.IReachable).reachablePorts[0] : undefined;
}

function ofTree(parameter: Member, chart: Construct): unknown {
  const { type } = parameter;
  if (type.kind === 'interface' && type.name in MADE_AS) return SMALLEST_CALLS[MADE_AS[type.name]](chart);
  return type.kind === 'class' && isOfTree(type) ? SMALLEST_CALLS[type.name](chart) : sampleOf(parameter);
}

/** Makes the call. */
export function make({ className, name, kind }: CallableName, { self, given }: Omit<SampleCall, 'scope'>): unknown {
  const type = LIBRARY[className];
  if (kind === 'new') return new type(...given);
  return kind === 'static' ? type[name](...given) : (self as Functions)[name](...given);
}

/** The call with another value at a path; what stands around it is made where it was left out. */
export function planted({ parameters }: CallableName, call: SampleCall, [path, value]: [Path, unknown]): SampleCall {
  const [index, ...rest] = path as [number, ...Path];
  const parameter = parameters[index];
  const given = [...call.given];
  given[index] = changed(given[index], parameter, [rest, value]);
  return { ...call, given };
}

function changed(whole: unknown, sampled: Sampled, [path, value]: [Path, unknown]): unknown {
  if (path.length === 0) return value;
  const [key, ...rest] = path;
  const around = whole ?? sampleOf(sampled);
  const copy = (Array.isArray(around) ? [...around] : { ...around as object }) as Record<string | number, unknown>;
  copy[key] = changed(copy[key], { name: String(key), type: partType(sampled.type, key) }, [rest, value]);
  return copy;
}

function partType(type: Type, key: string | number): Type {
  if (type.kind === 'list' || type.kind === 'map') return type.of;
  return membersIn(type).find(({ name }) => name === key)?.type ?? { kind: 'any' };
}

/** The members of what has some. */
export function membersIn(type: Type): readonly Member[] {
  if (type.kind === 'struct') return type.struct.members;
  return type.kind === 'interface' ? membersOf(type.signature.members) : [];
}

const SAMPLES: { readonly [K in Type['kind']]: (type: Type & { kind: K }, name: string) => unknown } = {
  any: () => 'anything',
  string: (_, name) => TEXTS[name] ?? 'sample',
  number: (_, name) => NUMBERS[name] ?? 30,
  boolean: () => true,
  list: ({ of }, name) => [sampleOf({ name, type: of })],
  map: ({ of }, name) => MAPS[name] ?? ({ [KEYS[name] ?? 'a']: sampleOf({ name, type: of }) }),
  struct: (type) => ({ ...requiredOf(type), ...NEEDED[type.struct.name] }),
  interface: (type) => ({ ...requiredOf(type), ...methodsOf(type.signature.methods) }),
  enum: ({ members }) => Object.values(members)[0],
  class: ({ name }) => instanceOf(name),
  foreign: (_, name) => FOREIGN[name],
};

/** A value that works, by its type and, where that says too little, by its name. */
export function sampleOf({ name, type }: Sampled): unknown {
  return (SAMPLES[type.kind] as (type: Type, name: string) => unknown)(type, name);
}

function requiredOf(type: Type): Record<string, unknown> {
  const required = membersIn(type).filter(({ isOptional }) => !isOptional);
  return Object.fromEntries(required.map((member) => [member.name, sampleOf(member)]));
}

function methodsOf(names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, () => []]));
}

/** By the first way that the class has to make one. */
function instanceOf(className: string): unknown {
  const { constants = [], statics = {}, new: made = '' } = PUBLIC_API.classes[className];
  if (constants.length > 0) return LIBRARY[className][constants[0]];
  const ways = Object.entries(statics).filter(([, list]) => (
    !membersOf(list).some(({ type }) => isOf(type, className) || isOfTree(type))
  ));
  const [name, list] = ways[0] ?? ['new', made];
  const given = membersOf(list).filter(isNeeded).map(sampleOf);
  return name === 'new' ? new LIBRARY[className](...given) : LIBRARY[className][name](...given);
}

/** Whether a value is one of a class, or several of it: what makes one of others makes no first one. */
function isOf(type: Type, className: string): boolean {
  if (type.kind === 'list' || type.kind === 'map') return isOf(type.of, className);
  return type.kind === 'class' && type.name === className;
}

/** Whether a value stands in a tree, as constructs of ours do. */
function isOfTree(type: Type): boolean {
  return type.kind === 'class' && type.name in SMALLEST_CALLS;
}

/** What has a method that not all of its class may be asked. */
const ABLE: Readonly<Record<string, (chart: Construct) => Construct>> = {
  'FlaggerCanary.exposeAt': (chart) => new library.FlaggerCanary(chart, 'flagged', {
    image: IMAGE,
    webhooks: [ACCEPTANCE_TEST],
    routing: library.TrafficRouting.istio({ gateways: ['istio-ingress/public'] }),
  }),
  'RolloutService.previewAt': (chart) => new library.RolloutService(chart, 'rolled', {
    image: IMAGE, strategy: library.RolloutStrategy.blueGreen(),
  }),
};

function instanceFor({ className, name }: Pick<CallableName, 'className' | 'name'>, chart: Construct): unknown {
  const able = ABLE[`${className}.${name}`];
  if (able !== undefined) return able(chart);
  // Before a release there is nothing yet that others have too.
  if (className === 'ReleaseJob') return addReleaseJob(chart);
  if (className in SMALLEST_CALLS) return SMALLEST_CALLS[className](chart);
  return className === 'Platform' ? library.Platform.of(chart) : instanceOf(className);
}

function addReleaseJob(chart: Construct): library.ReleaseJob {
  return new library.ReleaseJob(chart, 'smoke', { image: IMAGE, phase: library.ReleasePhase.AFTER });
}

/** Options are, where one of several objects must be named, or where the call does not work without. */
function isNeeded({ isOptional, type }: Member): boolean {
  const isTold = type.kind === 'struct' && type.struct.name in NEEDED;
  return !isOptional || isTold || membersIn(type).some(isOwnObject);
}

/** Whether it must be one of the objects that the construct made. */
function isOwnObject({ name, type }: Member): boolean {
  return name === 'target' && type.kind === 'foreign';
}

function objectOf(construct: Construct): ApiObject {
  return construct.node.findAll().find(ApiObject.isApiObject) as ApiObject;
}
