import { commandPath, maySetVariable, SavingCommand, savingCommands, writtenVariables } from './backup-commands';
import { ContainerRun, pipelinesOf } from './backup-jobs';
import type { Finding } from '../../model/check';
import { mapsIn } from '../../model/values/plain-data';
import { textOf } from '../../model/values/text-of';
import { isLongRunning } from '../pods/containers';
import { programName } from '../shell/container-scripts';

const LOOPBACK = /(?:^|[/@=,])(?:127\.0\.0\.1|localhost|\[?::1\]?)(?=[:/,]|$)/;
const ADDRESS_VARIABLE = /(ENDPOINTS?|HOST|HOSTADDR|URL|URI|ADDR|ADDRESS|SERVER|DSN)$/i;
/** What makes something answer on the loopback of the pod: a server, a tunnel, or a command that runs elsewhere. */
const MAKES_SERVER = new Set([
  'ssh', 'autossh', 'kubectl', 'oc', 'nsenter', 'docker', 'crictl', 'nerdctl', 'podman', 'cloud_sql_proxy',
  'cloud-sql-proxy', 'socat', 'stunnel', 'pg_ctl', 'postgres', 'etcd', 'mysqld', 'mysqld_safe', 'mariadbd', 'mongod',
  'redis-server', 'haproxy', 'pgbouncer', 'chroot',
]);
/** Programs that ask their own machine unless they are told otherwise, and how they are told. */
const DEFAULTS: Record<string, { readonly word: RegExp; readonly variable: RegExp }> = {
  etcdctl: { word: /^--endpoints|\$/, variable: /ETCDCTL_ENDPOINTS/ },
  pg_dump: { word: /^(-h|--host|-d|--dbname)|:\/\/|host=|service=|\$/, variable: /PGHOST|PGSERVICE/ },
  pg_dumpall: { word: /^(-h|--host|-d|--dbname)|:\/\/|host=|service=|\$/, variable: /PGHOST|PGSERVICE/ },
  pg_basebackup: { word: /^(-h|--host|-d|--dbname)|:\/\/|host=|service=|\$/, variable: /PGHOST|PGSERVICE/ },
  mysqldump: { word: /^(-h|--host|--defaults|--login-path|--socket|-S)|\$/, variable: /MYSQL_HOST/ },
  mongodump: { word: /^(-h|--host|--uri|--config)|:\/\/|\$/, variable: /MONGO/ },
};

const CLIENT_FILE = /(\.(my\.cnf|pg_service\.conf|pgpass|mongorc\.js)|my\.cnf(\.d)?|conf\.d)(\/|$)/;

/** What a container saves from its own pod, where nothing answers. */
export function loopbackFindings(run: ContainerRun): Finding[] {
  if (mayAnswerItself(run)) return [];
  const expected = 'the name of a Service, or hostNetwork: true';
  const ofVariables = writtenVariables(run)
    .filter(({ name, value }) => ADDRESS_VARIABLE.test(name) && LOOPBACK.test(value))
    .map(({ name, value: actual, path }) => (
      { passed: false, path, actual, expected, message: `asks ${actual} by ${name}, where nothing of its pod answers` }
    ));
  const ofCommands = savingCommands(run).flatMap((command) => {
    const [where, told] = addressOf(command, run);
    const message = `runs ${command.program} against ${where ?? ''}${told}, where nothing of its pod answers`;
    return where === undefined ? [] : [{ passed: false, path: commandPath(run), expected, message }];
  });
  return [...ofVariables, ...ofCommands];
}

/** Its own machine where a command means that, and whether it says so. */
function addressOf({ program, words }: SavingCommand, run: ContainerRun): [string | undefined, string] {
  const said = words.find((word) => LOOPBACK.test(word));
  if (said !== undefined) return [said, ''];
  if (!Object.hasOwn(DEFAULTS, program)) return [undefined, ''];
  const { word, variable } = DEFAULTS[program];
  const isTold = words.some((one) => word.test(one)) || maySetVariable(run, variable) || hasClientFile(run);
  return isTold ? [undefined, ''] : ['localhost', ', which is its default'];
}

/** Clients read where their server is from a file of their own, too. */
function hasClientFile({ container: { content } }: ContainerRun): boolean {
  return mapsIn(content.volumeMounts).some(({ item }) => CLIENT_FILE.test(textOf(item.mountPath)));
}

/** Beside another container, on the network of the node, or by what the script starts there may be something. */
function mayAnswerItself(run: ContainerRun): boolean {
  const { pod, container } = run;
  return pod.spec.hostNetwork === true
    || pod.containers.some((one) => one !== container && isLongRunning(one))
    || pipelinesOf({ runs: [run] }).flat().some(([program]) => MAKES_SERVER.has(programName(program)));
}
