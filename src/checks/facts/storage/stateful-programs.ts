import { PodContainer } from '../../model/manifest-pods';
import { listOf, mapsIn } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';
import { commandWords } from '../shell/command-words';

/** A program that keeps what it is told, and where its image lets it do so. */
export interface StatefulProgram {
  readonly folders: readonly string[];
  /** Words of its command line, or variables with their values, that say that it keeps nothing itself. */
  readonly keepsNothingBy?: RegExp;
  /** What its command line or its variables must hold for it to keep anything. */
  readonly keepsOnlyBy?: RegExp;
}

const POSTGRES = { folders: ['/var/lib/postgresql', '/bitnami/postgresql', '/home/postgres/pgdata'] };
const MYSQL = { folders: ['/var/lib/mysql', '/bitnami/mysql', '/bitnami/mariadb'] };
const MONGODB = { folders: ['/data/db', '/bitnami/mongodb'] };
const REDIS = {
  folders: ['/data', '/bitnami/redis/data'], keepsOnlyBy: /--appendonly\s+yes|APPENDONLY=yes|AOF_ENABLED=yes/i,
};
const GRAFANA = {
  folders: ['/var/lib/grafana'], keepsNothingBy: /GF_DATABASE_(URL|HOST)=|GF_DATABASE_TYPE=(mysql|postgres)/,
};
const ELASTICSEARCH = {
  folders: ['/usr/share/elasticsearch/data', '/usr/share/opensearch/data', '/bitnami/elasticsearch'],
};
/** The parts of Loki that keep nothing but what they can fetch again. */
const LOKI_CACHES = '(read|querier|query-frontend|query-scheduler|distributor|index-gateway|overrides-exporter)';
const LOKI = {
  folders: ['/loki', '/var/loki'],
  keepsNothingBy: new RegExp(`-target[= ]${LOKI_CACHES}(,${LOKI_CACHES})*(\\s|$)`),
};
const INFLUXDB = { folders: ['/var/lib/influxdb', '/var/lib/influxdb2', '/bitnami/influxdb'] };

/** By the last part of the name of their image. */
const PROGRAMS: Record<string, StatefulProgram> = {
  'postgres': POSTGRES,
  'postgresql': POSTGRES,
  'postgis': POSTGRES,
  'timescaledb': POSTGRES,
  'pgvector': POSTGRES,
  'mysql': MYSQL,
  'mysql-server': MYSQL,
  'mariadb': MYSQL,
  'percona-server': MYSQL,
  'percona': MYSQL,
  'mongo': MONGODB,
  'mongodb': MONGODB,
  'percona-server-mongodb': MONGODB,
  'mongodb-community-server': MONGODB,
  'redis': REDIS,
  'valkey': REDIS,
  'redis-stack-server': REDIS,
  'grafana': GRAFANA,
  'grafana-oss': GRAFANA,
  'grafana-enterprise': GRAFANA,
  'prometheus': { folders: ['/prometheus', '/data'], keepsNothingBy: /--agent\b|--enable-feature=\S*agent/ },
  'loki': LOKI,
  'victoria-metrics': { folders: ['/victoria-metrics-data', '/storage'] },
  'vmstorage': { folders: ['/vmstorage-data', '/storage'] },
  'elasticsearch': ELASTICSEARCH,
  'elasticsearch-oss': ELASTICSEARCH,
  'opensearch': ELASTICSEARCH,
  'influxdb': INFLUXDB,
  'rabbitmq': { folders: ['/var/lib/rabbitmq', '/bitnami/rabbitmq'] },
  'etcd': { folders: ['/var/lib/etcd', '/etcd-data', '/bitnami/etcd', '/default.etcd'] },
  'minio': { folders: ['/data', '/bitnami/minio'] },
  'cassandra': { folders: ['/var/lib/cassandra', '/bitnami/cassandra'] },
  'clickhouse-server': { folders: ['/var/lib/clickhouse'] },
  'couchdb': { folders: ['/opt/couchdb/data'] },
  'neo4j': { folders: ['/data'] },
  'zookeeper': { folders: ['/data', '/bitnami/zookeeper'] },
  'kafka': { folders: ['/var/lib/kafka', '/bitnami/kafka', '/tmp/kraft-combined-logs'] },
  'cp-kafka': { folders: ['/var/lib/kafka'] },
  'gitea': { folders: ['/data', '/var/lib/gitea'] },
  'forgejo': { folders: ['/data', '/var/lib/gitea'] },
  'gitlab-ce': { folders: ['/var/opt/gitlab'] },
  'gitlab-ee': { folders: ['/var/opt/gitlab'] },
  'nexus3': { folders: ['/nexus-data'] },
  'jenkins': { folders: ['/var/jenkins_home'] },
  'registry': {
    folders: ['/var/lib/registry'],
    keepsNothingBy: /REGISTRY_STORAGE_(S3|GCS|AZURE|SWIFT|OSS)|REGISTRY_PROXY_REMOTEURL/,
  },
  'nextcloud': { folders: ['/var/www/html'] },
  'wordpress': { folders: ['/var/www/html', '/bitnami/wordpress'] },
  'vaultwarden': { folders: ['/data'], keepsNothingBy: /DATABASE_URL=(mysql|postgres)/ },
  'qdrant': { folders: ['/qdrant/storage'] },
  'weaviate': { folders: ['/var/lib/weaviate'] },
  'meilisearch': { folders: ['/meili_data'] },
};

/** Words by which these images start what they are there for; another program of theirs asks a server, or dumps it. */
const SERVERS = new Set([
  'docker-entrypoint.sh', 'entrypoint.sh', 'entrypoint', 'run.sh', 'start.sh', 'tini', 'dumb-init', 'sh', 'bash',
  'postgres', 'mysqld', 'mariadbd', 'mongod', 'redis-server', 'valkey-server', 'prometheus', 'grafana',
  'grafana-server', 'rabbitmq-server', 'minio', 'etcd', 'influxd', 'elasticsearch', 'opensearch', 'loki', 'cassandra',
]);

/** The program of a container that keeps state, as far as its image says; undefined where it keeps none itself. */
export function statefulProgramOf({ content }: PodContainer): StatefulProgram | undefined {
  const [image] = textOf(content.image).split('@', 1);
  const [name] = image.slice(image.lastIndexOf('/') + 1).split(':', 1);
  if (!Object.hasOwn(PROGRAMS, name)) return undefined;
  const [command] = listOf(content.command).map(textOf);
  if (command !== undefined && !SERVERS.has(command.slice(command.lastIndexOf('/') + 1))) return undefined;
  const program = PROGRAMS[name];
  const said = settingsOf(content);
  const { keepsNothingBy, keepsOnlyBy } = program;
  if (keepsNothingBy?.test(said) === true || keepsOnlyBy?.test(said) === false) return undefined;
  return program;
}

/** The command line and the variables of a container as one text. */
function settingsOf({ command, args, env }: Record<string, unknown>): string {
  const variables = mapsIn(env).map(({ item }) => `${textOf(item.name)}=${textOf(item.value)}`);
  const words = commandWords({ command, args }).join(' ');
  return [words, ...variables].join('\n');
}
