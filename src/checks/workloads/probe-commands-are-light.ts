import { judgeContainers } from '../facts/pods/containers';
import { calledPrograms } from '../facts/shell/called-programs';
import { ExecCommand, probeCommands } from '../facts/shell/exec-commands';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** What programs cost that are called again and again. */
const HEAVY: readonly { readonly programs: RegExp; readonly cost: string }[] = [
  {
    programs: /^(?:java|jcmd|jmap|jps|jstack|jstat|keytool|nodetool|gradle|mvn|hdfs|hadoop|hbase|kafka-[\w-]+(?:\.sh)?|(?:zkCli|zookeeper-shell)(?:\.sh)?)$/,
    cost: 'starts a Java virtual machine',
  },
  { programs: /^rabbitmq(?:ctl|-diagnostics)$/, cost: 'starts a virtual machine of Erlang' },
  {
    programs: /^(?:python[\d.]*|node|nodejs|deno|bun|ruby|perl|php[\d.]*|Rscript|pwsh)$/,
    cost: 'starts an interpreter',
  },
  {
    programs: /^(?:apt|apt-get|apk|dnf|microdnf|yum|pip3?|npm|npx|pnpm|yarn|gem|bundle|composer)$/,
    cost: 'starts a package manager',
  },
  { programs: /^ps$/, cost: 'reads all processes, and says nothing of what they do' },
  { programs: /^kubectl$/, cost: 'asks the API server' },
];
const LOOP = /(?:^|[;&|(\n])[ \t]{0,20}(?:while|until)\s/;

/** What asks for the health of a process takes no resources from it. */
export const PROBE_COMMANDS_ARE_LIGHT: ICheck = {
  id: 'probe-commands-are-light',
  title: 'Probes start nothing heavy',
  box: 'health-checks',
  severity: Severity.ADVICE,
  // Kyverno refuses ls too, which costs hardly more than starting any process does.
  why: 'A probe runs every few seconds within the limits of its container: under load it is the first to be too late, '
    + 'and its failure restarts what only was busy.',
  remedy: {
    manifest: 'Ask the process itself: httpGet, grpc or tcpSocket; else a small program that comes with the server.',
    construct: 'probes: Probes.http()',
  },
  references: [
    'https://kubernetes.io/docs/concepts/workloads/pods/probes/', 'kyverno:deny-commands-in-exec-probe',
  ],
  appliesTo: ['pods'],
  evaluate: (owner, cluster) => judgeContainers(owner.pods, (container, pod) => {
    const commands = probeCommands(container, { owner, pod, cluster });
    if (commands.length === 0) return undefined;
    const found = commands.map((command) => ({ path: command.path, cost: costOf(command) }))
      .find(({ cost }) => cost !== undefined);
    return found === undefined
      ? { passed: true, path: commands[0].path, message: 'starts nothing heavy in its probes' }
      : { passed: false, path: found.path, message: `${found.cost} in each probe` };
  }),
};

function costOf({ scripts }: ExecCommand): string | undefined {
  if (scripts.some(({ text }) => LOOP.test(text))) return 'waits in a loop';
  const called = calledPrograms(scripts);
  return HEAVY.find(({ programs }) => called.some((program) => programs.test(program)))?.cost;
}
