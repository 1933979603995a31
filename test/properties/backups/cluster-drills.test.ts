import { Duration } from 'cdk8s';
import * as fc from 'fast-check';
import { shortenedLabel } from '../../../src/internal/naming/names';
import { named, podSpec, variables } from '../../support/backups';
import { snapshotDrill, veleroDrill } from '../../support/drills';
import { only, readYaml } from '../../support/render';
import { Manifest, schemaProblems } from '../../support/schemas';
import { command } from '../arbitraries/service-cases';
import { dnsLabel, maybe, serviceName, subdomain } from '../arbitraries/words';
import { runs } from '../runs';

const MINOR = '1.30';
const OF_SYSTEM = /^(default|shop|velero|kube-.*)$/;

const drill = fc.record({
  name: serviceName.filter((name) => name.length <= 46 && name !== 'default'),
  scratchNamespace: maybe(dnsLabel.filter((name) => !OF_SYSTEM.test(name))),
  storageClassName: maybe(subdomain),
  withinMinutes: fc.integer({ min: 1, max: 360 }),
});

/** What is right whatever a drill was given: all that names one thing names the same. */
function expectDrill(given: { name: string; scratchNamespace?: string }, found: Manifest[]): Record<string, string> {
  const own = `${given.name}-drill`;
  const scratch = given.scratchNamespace ?? shortenedLabel(`shop-${own}`);
  const pod = variables(podSpec(found).containers[0]);
  const busy = Number(pod.BUSY_SECONDS) + 2 * Number(pod.CLEANING_SECONDS);
  const problems = found.flatMap((manifest) => schemaProblems(MINOR, manifest));
  const subjects = found.filter(({ kind }) => kind.endsWith('Binding')).flatMap((one) => one.subjects);
  expect({
    problems,
    scratch: [only(found, 'Namespace').metadata.name, pod.SCRATCH],
    subjects: [...new Set(subjects.map(({ name, namespace }) => `${namespace}/${name}`))],
    deadline: only(found, 'CronJob').spec.jobTemplate.spec.activeDeadlineSeconds,
  }).toEqual({ problems: [], scratch: [scratch, scratch], subjects: [`shop/${own}`], deadline: busy });
  return pod;
}

function optionsOf({ withinMinutes, ...given }: { withinMinutes: number; storageClassName?: string }) {
  const { storageClassName } = given;
  return { every: Duration.days(7), within: Duration.minutes(withinMinutes), storageClassName };
}

describe('drills in the cluster', () => {
  it('ask Velero for what they were told', () => {
    fc.assert(fc.property(fc.record({ drill, workloads: fc.array(subdomain, { maxLength: 3 }) }), (given) => {
      const { name, scratchNamespace } = given.drill;
      const options = { ...optionsOf(given.drill), scratchNamespace, workloads: given.workloads };
      const found = veleroDrill(options, { kubernetesVersion: MINOR }, { name });
      const { RESTORE, WORKLOADS = '', SCRATCH } = expectDrill(given.drill, found);
      const restore = JSON.parse(named(found, 'ConfigMap', `${name}-drill`).data['restore.json']);
      const [modifiers] = readYaml(named(found, 'ConfigMap', RESTORE).data['modifiers.yaml']);

      expect(schemaProblems(MINOR, restore)).toEqual([]);
      expect([restore.metadata.name, restore.spec.namespaceMapping, WORKLOADS, modifiers.version])
        .toEqual([RESTORE, { shop: SCRATCH }, given.workloads.join(' '), 'v1']);
    }), runs(15));
  });

  it('have pods run any command as it was given', () => {
    fc.assert(fc.property(fc.record({ drill, command }), (given) => {
      const { name, scratchNamespace } = given.drill;
      const options = { ...optionsOf(given.drill), scratchNamespace, checkCommand: given.command };
      const found = snapshotDrill(options, { kubernetesVersion: MINOR }, { name });
      expectDrill(given.drill, found);
      const manifest = JSON.parse(named(found, 'ConfigMap', `${name}-drill`).data['pod.json']);

      expect(schemaProblems(MINOR, manifest)).toEqual([]);
      expect(manifest.spec.containers[0].command).toEqual(given.command);
    }), runs(15));
  });
});
