import { Duration } from 'cdk8s';
import { Resources } from '../../availability/resources';
import { PostgresServer } from '../../backup/postgres/postgres-server';
import { IReachable } from '../../contracts/reachable';
import { SecretKey } from '../../secrets/secret-key';

/** Where Grafana keeps users, their preferences and what they make by hand. */
export interface GrafanaDatabase {
  /** A PostgreSQL server. The role owns the database, for Grafana makes its tables. */
  readonly server: PostgresServer;

  /**
   * What encrypts passwords of data sources and the like in the database. It never changes; without one it would be a
   * key that everybody knows.
   *
   * @see https://grafana.com/docs/grafana/latest/setup-grafana/configure-grafana/#secret_key
   */
  readonly encryptionKey: SecretKey;

  /**
   * Name of the database, which is there already.
   *
   * @default 'grafana'
   */
  readonly name?: string;
}

/** Properties for `Grafana`. */
export interface GrafanaProps {
  /** Password of the user `admin`, which Grafana takes when it makes its database. */
  readonly adminPassword: SecretKey;

  /** The Prometheus that dashboards ask, with port 9090 or one port alone. */
  readonly prometheus: IReachable;

  /**
   * The Alertmanager whose alerts and silences it shows, with port 9093 or one port alone.
   *
   * @default - none
   */
  readonly alertmanager?: IReachable;

  /**
   * The Thanos that has more than one Prometheus knows, with port 10902 or one port alone. Dashboards ask it then.
   *
   * @default - none
   */
  readonly thanos?: IReachable;

  /**
   * The Loki that has the logs, with port 3100 or one port alone.
   *
   * @default - none
   */
  readonly loki?: IReachable;

  /**
   * The Tempo that has the traces, with port 3200 or one port alone.
   *
   * @default - none
   */
  readonly tempo?: IReachable;

  /**
   * How often Prometheus asks its targets, from 1 second to an hour. Dashboards ask for rates over four times as long.
   *
   * In the manifest: `jsonData.timeInterval` of the data source.
   *
   * @default Duration.seconds(30)
   */
  readonly scrapeInterval?: Duration;

  /**
   * Name of all objects.
   *
   * @default - the id of the construct
   */
  readonly name?: string;

  /**
   * The image, of version 13 or later, with its start script: it reads the passwords.
   *
   * @default - grafana 13.2.3 of docker.io
   */
  readonly image?: string;

  /**
   * The host by which people reach it, encrypted, as `exposeAt` of its service does it.
   *
   * In the manifest: Ingress or HTTPRoute, and `GF_SERVER_ROOT_URL` of the container.
   *
   * @default - nobody reaches it but by a port forward
   */
  readonly host?: string;

  /**
   * Where it keeps what people make by hand.
   *
   * @default - nowhere: with each pod it begins anew, with the dashboards and data sources of the tree
   */
  readonly database?: GrafanaDatabase;

  /**
   * Over how many ConfigMaps the dashboards of the tree are spread, as one holds a mebibyte. Where they are too few,
   * it fails, and says how many are needed.
   *
   * @default 1
   */
  readonly dashboardParts?: number;

  /**
   * What each pod asks for.
   *
   * @default - 250m CPU, up to one, 512 MiB
   */
  readonly resources?: Resources;
}
