import { Duration, Size, Yaml } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { DataSource, dataSources, dataSourcesFile } from './data-sources';
import { dashboardParts, dashboardProblems } from './found-dashboards';
import { keepInDatabase } from './grafana-database';
import { GrafanaProps } from './grafana-props';
import { DASHBOARDS_FOLDER, grafanaSettings, PASSWORD_FILE, SECRETS_FOLDER } from './grafana-settings';
import { Autoscaling } from '../../availability/autoscaling';
import { Probes } from '../../availability/probes';
import { Resources } from '../../availability/resources';
import { Images } from '../../internal/images/third-party-images';
import { checked } from '../../internal/signatures/checked';
import { wholeSeconds } from '../../internal/values/durations';
import { checkInteger } from '../../internal/values/numbers';
import { OwnConstruct } from '../../platform/own-construct';
import { Config } from '../../pods/config/config';
import { SharedConfig } from '../../pods/config/shared-config';
import { ProductionService } from '../../workloads/production-service';

const PORT = 3000;
const PROVISIONING = '/etc/grafana/provisioning';
/** Its database where it has none, and what plugins unpack. */
const DATA_FOLDER = '/var/lib/grafana';
const DATA_SIZE = Size.mebibytes(256);
const MOST_PARTS = 20;
/** Beside itself, each data source of another language is a process. */
const RESOURCES = Resources.of({
  cpuRequest: Cpu.millis(250),
  cpuLimit: Cpu.units(1),
  memory: Size.mebibytes(512),
  ephemeralStorageLimit: Size.mebibytes(512),
});
const ONE = 'its database is a file of the pod, which no other one sees';
const NOTHING_KEPT = 'what it shows comes from the tree; what people set for themselves may go';
const KEPT_ELSEWHERE = 'what people make is in the database';
const TWO = 'what people see is in the database; few look at once';

/**
 * Shows dashboards, with all of the tree.
 *
 * Writes what a ProductionService does, with one replica, or two where there is a database. Dashboards are all files
 * `*.json` of ConfigMaps of the tree with the label `grafana_dashboard`, `Dashboard` among them, whatever their
 * namespace: they are copied to its own, and a changed one rolls its pods. No sidecar reads ConfigMaps of the cluster.
 * It calls its data sources and nobody else: neither reports nor updates nor plugins; what it may show and ask comes
 * from the tree, and nobody changes it by hand. Nobody sees it without a password.
 *
 * @example
 *
 * new Grafana(chart, 'grafana', {
 *   adminPassword: SecretKey.of('grafana', 'admin-password'),
 *   prometheus: ForeignService.at({
 *     name: 'prometheus', namespace: 'monitoring', podLabels: { app: 'prometheus' }, containerPort: 9090,
 *   }),
 * });
 * Dashboard.nodes(chart, 'nodes');
 *
 * @see https://grafana.com/docs/grafana/latest/administration/provisioning/
 */
@checked
export class Grafana extends OwnConstruct {
  /** Everything that runs. */
  public readonly service: ProductionService;
  /** The ConfigMap with the data sources. */
  public readonly dataSources: SharedConfig;
  /** The ConfigMap that says where dashboards are. */
  public readonly dashboardProvider: SharedConfig;
  /** The ConfigMaps with the dashboards of the tree. */
  public readonly dashboards: SharedConfig[];

  /**
   * @param scope the chart or construct that it is part of
   * @param id its name within the scope, and the default name of what it writes
   * @param props whom it asks, and who may see it
   */
  constructor(scope: Construct, id: string, props: GrafanaProps) {
    super(scope, id);
    const { name = id, image = Images.GRAFANA, host, adminPassword, database, dashboardParts: parts = 1 } = props;
    checkInteger(this, { prop: 'dashboardParts', value: parts }, { min: 1, max: MOST_PARTS });
    adminPassword._check(this, 'adminPassword');
    checkInterval(this, props.scrapeInterval);
    const sources = dataSources(this, props);
    this.service = new ProductionService(this, 'Service', {
      name,
      image,
      port: PORT,
      env: grafanaSettings(host),
      // Liveness asks for the process alone: a new one would not bring its database back.
      probes: Probes.http({ liveness: '/healthz', readiness: '/api/health' }),
      resources: props.resources ?? RESOURCES,
      scaling: database === undefined ? Autoscaling.none(ONE, 1) : Autoscaling.none(TWO, 2),
    });
    this.service.addWritableFolder(DATA_FOLDER, { sizeLimit: DATA_SIZE });
    this.service.waive('state-outlives-the-pod', database === undefined ? NOTHING_KEPT : KEPT_ELSEWHERE);
    this.service.mountSecret(adminPassword.secretName, SECRETS_FOLDER, {
      keys: { [adminPassword.key]: PASSWORD_FILE },
    });
    this.dataSources = this.provision('datasources', dataSourcesFile(sources, props));
    this.dashboardProvider = this.provision('dashboards', PROVIDER);
    this.dashboards = Array.from({ length: parts }, (_, index) => this.dashboardPart(index));
    this.ask(sources);
    if (database !== undefined) keepInDatabase(this.service, database);
    if (host !== undefined) this.service.exposeAt(host);
    this.node.addValidation({ validate: () => dashboardProblems(this, parts) });
  }

  /** A file of the folder that Grafana looks for such files in. */
  private provision(folder: string, text: string): SharedConfig {
    const config = Config.files({ 'preflight.yaml': text }, { mountPath: `${PROVISIONING}/${folder}` });
    return this.shared(`provisioned-${folder}`, config);
  }

  private dashboardPart(index: number): SharedConfig {
    const folder = () => dashboardParts(this)[index] ?? {};
    const number = index + 1;
    return this.shared(`dashboards-${number}`, Config._derivedFolder(folder, `${DASHBOARDS_FOLDER}/${number}`));
  }

  private shared(id: string, config: Config): SharedConfig {
    const shared = new SharedConfig(this, id, { name: `${this.service.reachableName}-${id}`, config });
    this.service.useConfig(shared);
    return shared;
  }

  private ask(sources: readonly DataSource[]): void {
    sources.forEach(({ target, port: { containerPort: port } }) => this.service.dependsOn(target, { port }));
  }
}

function checkInterval(scope: Construct, value: Duration | undefined): void {
  if (value !== undefined) wholeSeconds(scope, { prop: 'scrapeInterval', value }, { min: 1, max: 3600 });
}

const PROVIDER = Yaml.stringify({
  apiVersion: 1,
  providers: [{
    name: 'preflight',
    type: 'file',
    disableDeletion: false,
    allowUiUpdates: false,
    options: { path: DASHBOARDS_FOLDER },
  }],
});
