import { ACCEPTED_FINDINGS } from './accepted-findings';
import { NodeAccess, NodeAgent, ProductionService } from '../src';
import { Finding, judgeFindings } from './harness/findings';
import { podVerdicts, PodVerdict } from './harness/pod-security';
import { ManifestDocument, readDocuments } from '../src/cli/dry-run/manifest-file';
import { only, render, IMAGE } from '../test/support/render';
import { Manifest } from '../test/support/schemas';
import { openNamespace } from '../test/support/smallest-calls';
import { CASES } from '../test-cluster/cases';
import { podOf } from '../test-cluster/harness/pods';
import { RELEASES } from '../test-cluster/harness/versions';

/** A mistake in a pod of a service, and what the standard says of it. */
interface Mistake {
  readonly name: string;
  readonly complaint: RegExp;
  change(spec: Manifest): void;
}

const MISTAKES: readonly Mistake[] = [
  {
    name: 'a privileged container',
    complaint: /privileged=true/,
    change: ({ containers }) => Object.assign(containers[0].securityContext, { privileged: true }),
  },
  {
    name: 'root',
    complaint: /runAsUser=0/,
    change: ({ containers }) => Object.assign(containers[0].securityContext, { runAsUser: 0 }),
  },
  {
    name: 'a container that adds a capability',
    complaint: /NET_ADMIN/,
    change: ({ containers }) => Object.assign(containers[0].securityContext.capabilities, { add: ['NET_ADMIN'] }),
  },
  {
    name: 'a folder of the node',
    complaint: /hostPath/,
    change: (spec) => Object.assign(spec, { volumes: [{ name: 'node', hostPath: { path: '/' } }] }),
  },
];

const LEVELS = ['restricted', 'baseline', 'privileged'] as const;
const LOGS = { '/host/logs': '/var/log/pods' };
/** Each way into a node by itself, and the lowest level that the construct asks of the namespace for it. */
const WAYS: readonly [string, NodeAccess, string][] = [
  ['nothing of its node', NodeAccess.none(), 'restricted'],
  ['the network of its node', NodeAccess.of('a test', { network: true }), 'privileged'],
  ['the processes of its node', NodeAccess.of('a test', { processes: true }), 'privileged'],
  ['a folder of its node', NodeAccess.of('a test', { folders: LOGS }), 'privileged'],
  ['a folder as root', NodeAccess.of('a test', { folders: LOGS, root: true }), 'privileged'],
];

const OF_OPERATOR = 'monitoring.coreos.com/';

const accepted = new Set<number>();

describe.each(RELEASES)('Pod Security `restricted` of $minor', ({ minor }) => {
  const versions = [`v${minor}`, 'latest'];
  let judged = 0;

  it.each(CASES)('lets in every pod of $name, but for what is accepted', ({ name, render: write }) => {
    const text = write(minor) ?? '';
    // What the operator makes of its objects is asked of an API server, where it runs.
    const documents = readDocuments(text).filter(({ apiVersion }) => !apiVersion.startsWith(OF_OPERATOR));
    const asked = documents.flatMap((document) => {
      const pod = podOf(document);
      return pod === undefined ? [] : versions.map((version) => ({ document, pod, version }));
    });
    const written = documents.flatMap((document) => document.text.match(/^ +containers:$/gm) ?? []);
    expect(asked).toHaveLength(versions.length * written.length);
    const findings = podVerdicts(asked).flatMap((verdict, index) => findingsOf(asked[index].document, verdict));
    const { unlisted, accepted: places } = judgeFindings(name, findings);
    expect(unlisted).toEqual([]);
    places.forEach((place) => accepted.add(place));
    judged += asked.length / versions.length;
  });

  it('has judged pods', () => {
    expect(judged).toBeGreaterThan(5);
  });

  it.each(MISTAKES)('keeps out $name', ({ change, complaint }) => {
    const { template } = only(service(minor), 'Deployment').spec;
    const broken = structuredClone(template);
    change(broken.spec);
    const [whole, ...verdicts] = podVerdicts([
      { pod: template, version: 'latest' },
      ...versions.map((version) => ({ pod: broken, version })),
    ]);
    expect(whole).toEqual({ allowed: true, reason: '' });
    expect(verdicts).toEqual(versions.map(() => ({ allowed: false, reason: expect.stringMatching(complaint) })));
  });

  it.each(WAYS)('wants the level for %s that NodeAgent asks for', (_, nodeAccess, expected) => {
    const { template } = only(agent(minor, nodeAccess), 'DaemonSet').spec;
    const verdicts = podVerdicts(LEVELS.map((level) => ({ pod: template, version: `v${minor}`, level })));
    expect(LEVELS[verdicts.findIndex(({ allowed }) => allowed)]).toBe(expected);
  });

  it('does not judge what it does not understand', () => {
    const { template } = only(service(minor), 'Deployment').spec;
    expect(() => podVerdicts([{ pod: { ...template, spec: { ...template.spec, hostPit: true } }, version: 'latest' }]))
      .toThrow(/unknown field "hostPit"/);
  });
});

describe('the list of what is accepted', () => {
  it('holds nothing of Pod Security that no case needs', () => {
    const stale = ACCEPTED_FINDINGS.filter(({ tool }, index) => tool === 'pod-security' && !accepted.has(index));
    expect(stale).toEqual([]);
  });
});

function findingsOf({ kind, name }: ManifestDocument, { allowed, reason }: PodVerdict): Finding[] {
  return allowed ? [] : [{ tool: 'pod-security', rule: 'restricted', severity: 'critical', kind, name, says: reason }];
}

function service(kubernetesVersion: string): Manifest[] {
  return render((chart) => new ProductionService(chart, 'web', { image: IMAGE }), { kubernetesVersion });
}

function agent(kubernetesVersion: string, nodeAccess: NodeAccess): Manifest[] {
  return render((chart) => {
    new NodeAgent(openNamespace(chart, 'agents'), 'agent', { image: IMAGE, nodeAccess });
  }, { kubernetesVersion });
}
