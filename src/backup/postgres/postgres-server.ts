import { Construct } from 'constructs';
import { PostgresHost } from './postgres-host';
import { IReachable } from '../../contracts/reachable';
import { fail } from '../../internal/fail';
import { checkPods, podPeer } from '../../internal/manifest/pod-peers';
import { WorkloadContext } from '../../internal/manifest/workload-context';
import { isDnsSubdomain } from '../../internal/naming/names';
import { checkServiceName, chosenPorts } from '../../internal/naming/reachable-ports';
import { checked } from '../../internal/signatures/checked';
import { hostNetwork, isCidr } from '../../internal/values/addresses/ip-networks';
import { matchesLabels } from '../../internal/values/label-selectors';
import { checkInteger, PORT_RANGE } from '../../internal/values/numbers';
import { checkProcessText, checkText } from '../../internal/values/plain-text';
import { SecretKey } from '../../secrets/secret-key';

const DEFAULT_PORT = 5432;
const ADDRESS = /^[0-9a-f:.]+$/i;

/** How a server knows who reads from it. */
export interface PostgresServerOptions {
  /** The role that reads. To be a member of `pg_read_all_data` and to connect is enough. */
  readonly user: string;

  /** The key of a Secret that holds the password. */
  readonly password: SecretKey;

  /** The key of a Secret that holds the certificate of the authority behind the server's, in PEM. */
  readonly certificateAuthority: SecretKey;

  /**
   * Major version of the server, such as 17.
   *
   * @default - unknown; a server above the client refuses every run
   */
  readonly major?: number;
}

/** Options for `PostgresServer.at`. */
export interface PostgresHostOptions extends PostgresServerOptions {
  /**
   * Port of the server.
   *
   * @default 5432
   */
  readonly port?: number;

  /**
   * The network that the host is in, which the NetworkPolicy opens: policies know no names.
   *
   * @default - that of the host where it is an address, else any
   */
  readonly cidr?: string;
}

/** Options for `PostgresServer.of`. */
export interface PostgresTargetOptions extends PostgresServerOptions {
  /**
   * Container port of the target.
   *
   * @default - its only one
   */
  readonly port?: number;
}

/** The PostgreSQL server that is backed up. Its certificate is always verified, with the name that it is called by. */
@checked
export class PostgresServer {
  /**
   * A server that the namespace reaches by a host name or an address, such as a managed one.
   *
   * @param host name or address, as the server's certificate has it
   * @param options port, role and secrets
   */
  public static at(host: string, options: PostgresHostOptions): PostgresServer {
    return new PostgresServer(options, (scope) => hostAt(scope, host, options));
  }

  /**
   * A server in the cluster, which lets the backups in.
   *
   * @param target a `StatefulService`, or whatever else can be called
   * @param options port, role and secrets
   */
  public static of(target: IReachable, options: PostgresTargetOptions): PostgresServer {
    return new PostgresServer(options, (scope, context) => hostOf(scope, context, { target, number: options.port }));
  }

  private constructor(
    private readonly options: PostgresServerOptions,
    private readonly locate: (scope: Construct, context: WorkloadContext) => PostgresHost,
  ) {}

  /** Where it is, once it was seen that it can be there. @internal */
  public _host(context: WorkloadContext): PostgresHost {
    const { scope } = context;
    const { user, password, certificateAuthority } = this.options;
    checkProcessText(scope, 'server.user', user);
    if (user === '') {
      fail(scope, { prop: 'server.user', must: 'be a role', got: user, remedy: 'name the one that reads' });
    }
    password._check(scope, 'server.password');
    certificateAuthority._check(scope, 'server.certificateAuthority');
    return this.locate(scope, context);
  }

  /** @internal */
  public get _access(): PostgresServerOptions {
    return this.options;
  }
}

function hostAt(scope: Construct, host: string, { port = DEFAULT_PORT, cidr }: PostgresHostOptions): PostgresHost {
  checkHost(scope, host);
  checkText(scope, 'server.host', host);
  checkInteger(scope, { prop: 'server.port', value: port }, PORT_RANGE);
  if (cidr !== undefined && !isCidr(cidr)) {
    fail(scope, { prop: 'server.cidr', must: 'be a network', got: cidr, remedy: 'write it like 10.20.0.0/16' });
  }
  const networks = cidr === undefined ? networksOf(host) : [cidr];
  const ports = [{ containerPort: port, protocol: 'TCP' }];
  return {
    name: host,
    port,
    open: (policy) => networks.forEach((network) => (
      policy.allowTo({ verb: 'server', peer: { ipBlock: { cidr: network } }, ports })
    )),
    ...ownHost(host),
  };
}

function checkHost(scope: Construct, host: string): void {
  if (isAddress(host) || isDnsSubdomain(host)) return;
  const remedy = 'write it like db.example.com, without scheme and port';
  fail(scope, { prop: 'server.host', must: 'be a host name or an address', got: host, remedy });
}

/** Policies see addresses: a name may have any. */
function networksOf(host: string): readonly string[] {
  return isAddress(host) ? [hostNetwork(host)] : ['0.0.0.0/0', '::/0'];
}

function isAddress(host: string): boolean {
  return ADDRESS.test(host) && isCidr(hostNetwork(host));
}

function hostOf(scope: Construct, { namespace }: WorkloadContext, { target, number }: Target): PostgresHost {
  const pods = target.reachablePods;
  checkServiceName(scope, 'server.name', target.reachableName);
  checkPods(scope, 'server', pods);
  const port = chosenPorts(scope, { verb: 'server', target, number }).find(({ protocol }) => protocol === 'TCP');
  if (port === undefined) {
    const remedy = 'say which one the server listens on';
    fail(scope, { prop: 'server.port', must: `name a TCP port of ${target.reachableName}`, got: number, remedy });
  }
  return {
    name: pods.namespace === namespace ? target.reachableName : `${target.reachableName}.${pods.namespace}`,
    port: port.servicePort,
    open: (policy, callers) => {
      policy.allowTo({ verb: 'server', peer: podPeer(namespace, pods), ports: [port] });
      target.admit(callers, port);
    },
    reach: [pods.namespace],
    keeps: ({ podLabels }) => matchesLabels({ matchLabels: pods.labels }, podLabels),
  };
}

/** Which workload a host may be, by the cluster's own names. */
function ownHost(host: string): Pick<PostgresHost, 'reach' | 'keeps'> {
  const [service, namespace, ...domain] = host.split('.');
  const isOwn = namespace !== undefined && ['', 'svc', 'svc.cluster.local'].includes(domain.join('.'));
  return {
    reach: isOwn ? [namespace] : [],
    keeps: ({ kind, name }) => kind === 'StatefulSet' && name === service,
  };
}

/** Something that can be called, and which port of it. */
interface Target {
  readonly target: IReachable;
  readonly number?: number;
}
