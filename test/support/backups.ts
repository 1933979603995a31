import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { only, readYaml, render, stage } from './render';
import { Manifest } from './schemas';
import {
  BackupDestination, EtcdBackup, EtcdBackupProps, EtcdRehearsalOptions, PlatformProps, PostgresBackup,
  PostgresBackupProps, PostgresRehearsalOptions, PostgresServer, SecretKey,
} from '../../src';

export const BUCKET = BackupDestination.s3('acme-backups', { region: 'eu-west-1' });
/** How the smallest call reaches its server. */
export const ACCESS = {
  user: 'backup',
  password: SecretKey.of('orders', 'password'),
  certificateAuthority: SecretKey.of('orders-ca', 'ca.crt'),
};
export const SERVER = PostgresServer.at('db.example.com', ACCESS);
export const WEEKLY = { every: Duration.days(7), within: Duration.minutes(30) };

export type EtcdProps = Partial<EtcdBackupProps>;
export type PostgresProps = Partial<PostgresBackupProps>;

/** An EtcdBackup called `etcd`, in a scope of the test's own. */
export function addEtcd(scope: Construct, props: EtcdProps = {}): EtcdBackup {
  return new EtcdBackup(scope, 'etcd', { destination: BUCKET, ...props });
}

/** A PostgresBackup called `orders`, in a scope of the test's own. */
export function addPostgres(scope: Construct, props: PostgresProps = {}): PostgresBackup {
  return new PostgresBackup(scope, 'orders', { server: SERVER, databases: ['orders'], destination: BUCKET, ...props });
}

/** The same in a stage of its own, `shop/etcd`. */
export function makeEtcd(props: EtcdProps = {}, platform?: PlatformProps): EtcdBackup {
  return addEtcd(stage(platform).chart, props);
}

/** The same in a stage of its own, `shop/orders`. */
export function makePostgres(props: PostgresProps = {}, platform?: PlatformProps): PostgresBackup {
  return addPostgres(stage(platform).chart, props);
}

/** What it writes. */
export function etcdManifests(props: EtcdProps = {}, platform?: PlatformProps): Manifest[] {
  return render((chart) => { addEtcd(chart, props); }, platform);
}

/** What it writes. */
export function postgresManifests(props: PostgresProps = {}, platform?: PlatformProps): Manifest[] {
  return render((chart) => { addPostgres(chart, props); }, platform);
}

/** What the drill of an EtcdBackup writes. */
export function etcdDrill(options: Partial<EtcdRehearsalOptions> = {}, platform?: PlatformProps): Manifest[] {
  return ofDrill(render((chart) => { addEtcd(chart).rehearse({ ...WEEKLY, ...options }); }, platform));
}

/** What the drill of a PostgresBackup writes. */
export function postgresDrill(
  options: Partial<PostgresRehearsalOptions> = {}, platform?: PlatformProps, props?: PostgresProps,
): Manifest[] {
  return ofDrill(render((chart) => { addPostgres(chart, props).rehearse({ ...WEEKLY, ...options }); }, platform));
}

/** The one object of a kind that has this name. */
export function named(manifests: Manifest[], kind: string, name: string): Manifest {
  return only(manifests.filter(({ metadata }) => metadata.name === name), kind);
}

/** `spec` of the one CronJob. */
export function cronSpec(manifests: Manifest[]): Manifest {
  return only(manifests, 'CronJob').spec;
}

/** `spec` of the pods of the one CronJob. */
export function podSpec(manifests: Manifest[]): Manifest {
  return cronSpec(manifests).jobTemplate.spec.template.spec;
}

/** The containers of a pod, in the order in which they start. */
export function stepsOf({ initContainers, containers }: Manifest): Manifest[] {
  return [...initContainers, ...containers];
}

/** The step of a pod that has this name. */
export function step(spec: Manifest, name: string): Manifest {
  const found = stepsOf(spec).filter((container) => container.name === name);
  if (found.length !== 1) throw new Error(`expected one step ${name}, found ${found.length}`);
  return found[0];
}

/** The plain variables of a step. */
export function variables({ env }: Manifest): Record<string, string> {
  return Object.fromEntries(env.map(({ name, value }: Manifest) => [name, value]));
}

/** The rules of the one object with alerts, wherever they stand. */
export function rulesOf(manifests: Manifest[]): Manifest[] {
  const rules = manifests.find(({ kind }) => kind === 'PrometheusRule')?.spec
    ?? ruleFile(manifests.find(({ metadata }) => /-alerts$/.test(metadata.name)));
  return rules.groups.flatMap((group: Manifest) => group.rules);
}

function ruleFile({ data }: Manifest): Manifest {
  return readYaml(Object.values<string>(data)[0])[0];
}

function ofDrill(manifests: Manifest[]): Manifest[] {
  return manifests.filter(({ metadata }) => /-drill(-alerts)?$/.test(metadata.name));
}
