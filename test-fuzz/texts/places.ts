import { Chart } from 'cdk8s';
import {
  AllowTraffic, Autoscaling, BackupDestination, Config, PostgresBackup, PostgresBackupProps, PostgresServer, Probes,
  ProductionNamespace, ProductionService, ProductionServiceProps, ProductionWorker, PublicRoute, SecretKey, Shutdown,
} from '../../src';
import { IMAGE, only } from '../../test/support/render';
import { Manifest } from '../../test/support/schemas';
import { SMALLEST_CALLS } from '../../test/support/smallest-calls';

/** A place that takes a text. */
export interface TextPlace {
  /** Gives the text to a construct. */
  put(chart: Chart, text: string): void;
  /** What must be the text in what was written. */
  read(manifests: Manifest[], text: string): unknown;
}

const WAIVED = 'image-has-digest';

/** Props of a service. */
const PROPS: readonly TextPlace[] = [
  prop((text) => ({ env: { TEXT: text } }), (manifests) => named(main(manifests).env, 'TEXT').value),
  prop((text) => ({ env: { [text]: 'x' } }), (manifests, text) => named(main(manifests).env, text)?.name),
  prop((text) => ({ args: ['a', text] }), (manifests) => main(manifests).args[1]),
  prop((text) => ({ command: [text] }), (manifests) => main(manifests).command[0]),
  prop((text) => ({ config: Config.files({ file: text }) }), (manifests) => only(manifests, 'ConfigMap').data.file),
  prop((text) => ({ config: Config.files({ [text]: 'x' }) }), (manifests, text) => (
    keyOf(only(manifests, 'ConfigMap').data, text)
  )),
  prop((text) => ({ config: Config.environment({ TEXT: text }) }), (manifests) => (
    only(manifests, 'ConfigMap').data.TEXT
  )),
  prop((text) => ({ name: text }), (manifests) => only(manifests, 'Deployment').metadata.name),
  prop((text) => ({ image: text }), (manifests) => main(manifests).image),
  prop((text) => ({ probes: Probes.http({ readiness: text }) }), (manifests) => (
    main(manifests).readinessProbe.httpGet.path
  )),
  prop((text) => ({ probes: Probes.exec({ liveness: [text], readiness: ['ok'] }) }), (manifests) => (
    main(manifests).livenessProbe.exec.command[0]
  )),
  prop((text) => ({ shutdown: Shutdown.command([text]) }), (manifests) => (
    main(manifests).lifecycle.preStop.exec.command[0]
  )),
  prop((text) => ({ scaling: Autoscaling.none(text, 2) }), (manifests, text) => (
    waiversIn(manifests).map(reasonIn).find((reason) => reason === text)
  )),
];

/** What a service is told later. */
const VERBS: readonly TextPlace[] = [
  verb((service, text) => service.waive(WAIVED, text), (manifests) => reasonIn(waiverIn(manifests))),
  verb((service, text) => service.waive(WAIVED, 'why', { owner: text }), (manifests) => (
    JSON.parse(waiverIn(manifests)).owner
  )),
  verb((service, text) => mark(service, { annotations: { 'example.com/text': text } }), (manifests) => (
    only(manifests, 'NetworkPolicy').metadata.annotations['example.com/text']
  )),
  verb((service, text) => mark(service, { labels: { 'example.com/text': text } }), (manifests) => (
    only(manifests, 'NetworkPolicy').metadata.labels['example.com/text']
  )),
  verb((service, text) => mark(service, { annotations: { [text]: 'x' } }), (manifests, text) => (
    keyOf(only(manifests, 'NetworkPolicy').metadata.annotations, text)
  )),
  verb((service, text) => service.addSecretVariable('TOKEN', SecretKey.of('api', text)), (manifests) => (
    named(main(manifests).env, 'TOKEN').valueFrom.secretKeyRef.key
  )),
  verb((service, text) => service.addWritableFolder(text), (manifests, text) => (
    main(manifests).volumeMounts.find(({ mountPath }: Manifest) => mountPath === text)?.mountPath
  )),
  verb((service, text) => service.addInitContainer('migrate', { image: IMAGE, command: [text] }), (manifests) => (
    podOf(manifests).initContainers[0].command[0]
  )),
];

const BACKUPS: readonly TextPlace[] = [
  backup((text) => ({ databases: [text] })),
  backup((text) => ({ destination: BackupDestination.s3(text, { region: 'eu-west-1' }) })),
  backup((text) => ({ destination: BackupDestination.s3('bucket', { region: 'eu-west-1', prefix: text }) })),
  backup((text) => ({ destination: BackupDestination.s3('bucket', { region: text }) })),
  backup((text) => ({ server: serverAt('db.example.com', text) })),
  backup((text) => ({ server: serverAt(text, 'backup') })),
];

const OTHERS: readonly TextPlace[] = [
  {
    put: (chart, text) => new ProductionWorker(chart, text, { image: IMAGE }),
    read: (manifests) => only(manifests, 'Deployment').metadata.name,
  },
  {
    put: (chart, text) => new ProductionNamespace(chart, 'team', { name: text }),
    read: (manifests) => only(manifests, 'Namespace').metadata.name,
  },
  {
    put: (chart, text) => new AllowTraffic(chart, 'flow', {
      callers: { namespace: 'shop', labels: { app: text } },
      target: { namespace: 'shop', labels: { app: 'b' } },
      port: 80,
    }),
    read: (manifests) => manifests.find(({ spec }) => spec.egress !== undefined)!.spec.podSelector.matchLabels.app,
  },
  {
    put: (chart, text) => {
      const route = SMALLEST_CALLS.PublicRoute(chart) as PublicRoute;
      route.expose(new ProductionService(chart, 'api', { image: IMAGE }), text);
    },
    read: anywhere,
  },
];

/** Places of constructs where users write names, values and reasons. */
export const PLACES: readonly TextPlace[] = [...PROPS, ...VERBS, ...BACKUPS, ...OTHERS];

function prop(props: (text: string) => Partial<ProductionServiceProps>, read: TextPlace['read']): TextPlace {
  return { put: (chart, text) => new ProductionService(chart, 'api', { image: IMAGE, ...props(text) }), read };
}

function verb(act: (service: ProductionService, text: string) => unknown, read: TextPlace['read']): TextPlace {
  return { put: (chart, text) => act(new ProductionService(chart, 'api', { image: IMAGE }), text), read };
}

function backup(part: (text: string) => Partial<PostgresBackupProps>): TextPlace {
  const put = (chart: Chart, text: string) => new PostgresBackup(chart, 'orders', {
    server: serverAt('db.example.com', 'backup'),
    databases: ['orders'],
    destination: BackupDestination.s3('bucket', { region: 'eu-west-1' }),
    ...part(text),
  });
  return { put, read: anywhere };
}

function serverAt(host: string, user: string): PostgresServer {
  return PostgresServer.at(host, {
    user, password: SecretKey.of('orders', 'password'), certificateAuthority: SecretKey.of('orders-ca', 'ca.crt'),
  });
}

function mark(service: ProductionService, metadata: object): void {
  service.mergePatch(service.networkPolicy, { metadata });
}

function podOf(manifests: Manifest[]): Manifest {
  return only(manifests, 'Deployment').spec.template.spec;
}

function main(manifests: Manifest[]): Manifest {
  return podOf(manifests).containers[0];
}

function named(list: Manifest[], wanted: string): Manifest {
  return list.find(({ name }) => name === wanted)!;
}

function keyOf(map: object, text: string): string | undefined {
  return Object.keys(map).find((key) => key === text);
}

function waiverIn(manifests: Manifest[]): string {
  return only(manifests, 'Deployment').metadata.annotations[`preflight/waive.${WAIVED}`];
}

function waiversIn(manifests: Manifest[]): string[] {
  const annotations: Record<string, string> = only(manifests, 'Deployment').metadata.annotations;
  return Object.entries(annotations).filter(([key]) => key.startsWith('preflight/waive.')).map(([, value]) => value);
}

/** A reason that begins like JSON is written as JSON. */
function reasonIn(annotation: string): unknown {
  return annotation.trim().startsWith('{') ? JSON.parse(annotation).reason : annotation;
}

/** The text, where it stands in some value. */
function anywhere(manifests: Manifest[], text: string): string | undefined {
  return textsIn(manifests).some((found) => found.includes(text)) ? text : undefined;
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
