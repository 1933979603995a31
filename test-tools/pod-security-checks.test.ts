import * as fc from 'fast-check';
import { Controls, controlVerdicts, LEVELS } from './harness/pod-security-controls';
import { podToJudge } from './harness/pods-to-judge';
import { CHECKS } from '../src/checks/catalogue';
import { Finding } from '../src/checks/model/check';
import { Cluster } from '../src/checks/model/cluster';
import { Manifest } from '../src/checks/model/manifest';
import { runs } from '../test/properties/runs';

const MINORS = [28, 29, 30, 31, 32, 33, 34, 35, 36, 37];
const ENOUGH = 2000;
const RARELY = 0.01;

/** Which check of ours is which control of the library. */
const CONTROL_OF: Record<string, string> = {
  'pod-security-app-armor': 'appArmorProfile',
  'pod-security-capabilities-baseline': 'capabilities_baseline',
  'pod-security-capabilities-restricted': 'capabilities_restricted',
  'pod-security-host-namespaces': 'hostNamespaces',
  'pod-security-host-path-volumes': 'hostPathVolumes',
  'pod-security-host-ports': 'hostPorts',
  'pod-security-host-probes': 'hostProbesAndHostLifecycle',
  'pod-security-privilege-escalation': 'allowPrivilegeEscalation',
  'pod-security-privileged': 'privileged',
  'pod-security-proc-mount': 'procMount',
  'pod-security-proc-mount-restricted': 'procMount_restricted',
  'pod-security-run-as-non-root': 'runAsNonRoot',
  'pod-security-run-as-user': 'runAsUser',
  'pod-security-seccomp-baseline': 'seccompProfile_baseline',
  'pod-security-seccomp-restricted': 'seccompProfile_restricted',
  'pod-security-selinux-options': 'seLinuxOptions',
  'pod-security-sysctls': 'sysctls',
  'pod-security-volume-types': 'restrictedVolumes',
  'pod-security-windows-host-process': 'windowsHostProcess',
};

const POD_SECURITY_CHECKS = CHECKS.filter(({ id }) => id.startsWith('pod-security-'));

// About three pods of four are understood, so that enough are left.
const { seed, numRuns } = runs(ENOUGH * 1.6);
const generated = fc.sample(podToJudge, { seed, numRuns });
const { controls, verdicts } = controlVerdicts(generated, MINORS.map(versionOf));
const judged = generated.map((pod, index) => ({ pod, ...verdicts[index] }));
const pods = judged.filter(({ rejected }) => rejected === undefined);

it('judges enough pods, and has thrown away some that are none', () => {
  expect(pods.length).toBeGreaterThanOrEqual(runs(ENOUGH).numRuns);
  expect(judged.length - pods.length).toBeGreaterThan(0);
});

it('has each control once', () => {
  expect(POD_SECURITY_CHECKS.map(({ id }) => id).sort()).toEqual(Object.keys(CONTROL_OF).sort());
  const known = new Set(MINORS.flatMap((minor) => idsOf(controls, minor)));
  expect([...known].sort()).toEqual(Object.values(CONTROL_OF).sort());
});

describe.each(MINORS)('Pod Security of 1.%i', (minor) => {
  it('is decided as the API server decides, control by control', () => {
    const differences = pods.flatMap(({ pod, failed }) => {
      const ours = failedControls(pod, minor);
      const decided = LEVELS.map((level) => [level, controls[versionOf(minor)][level].filter((id) => ours.has(id))]);
      const found = Object.fromEntries(decided);
      const wanted = failed[versionOf(minor)];
      return JSON.stringify(found) === JSON.stringify(wanted) ? [] : [{ found, wanted, pod: JSON.stringify(pod) }];
    });
    expect(differences.slice(0, 3)).toEqual([]);
  });

  it('fails nothing that the minor does not know', () => {
    const known = new Set(idsOf(controls, minor));
    expect(pods.flatMap(({ pod }) => [...failedControls(pod, minor)].filter((id) => !known.has(id)))).toEqual([]);
  });

  it('was seen to let in and to keep out by each control and level', () => {
    const seen = pods.map(({ failed }) => failed[versionOf(minor)]);
    for (const level of LEVELS) {
      for (const id of controls[versionOf(minor)][level]) {
        const share = seen.filter((failed) => failed[level].includes(id)).length / seen.length;
        expect([id, share > RARELY, share < 1 - RARELY]).toEqual([id, true, true]);
      }
      expect(seen.filter((failed) => failed[level].length === 0).length / seen.length).toBeGreaterThan(RARELY);
    }
  });
});

it('says where it found what it found, and fails at no pod', () => {
  const misplaced = judged.flatMap(({ pod }) => findingsOf(pod, 37).filter(([, { path = '', actual }]) => (
    actual !== undefined && valueAt(pod, path) !== actual
  )));
  expect(misplaced.slice(0, 3)).toEqual([]);
});

function failedControls(pod: object, minor: number): Set<string> {
  return new Set(findingsOf(pod, minor).filter(([, { passed }]) => !passed).map(([control]) => control));
}

function findingsOf(pod: object, minor: number): [string, Finding][] {
  const manifest = new Manifest({ apiVersion: 'v1', kind: 'Pod', ...pod });
  const cluster = new Cluster([manifest], minor);
  return POD_SECURITY_CHECKS.flatMap((check) => (
    check.evaluate(manifest, cluster).map((finding): [string, Finding] => [CONTROL_OF[check.id], finding])
  ));
}

/** The value at a path such as `spec.containers[0].name` or `metadata.annotations[a.b/c]`. */
function valueAt(value: unknown, path: string): unknown {
  const keys = [...path.matchAll(/([^.[\]]+)|\[([^\]]*)\]/g)].map(([, key, inner]) => key ?? inner);
  return keys.reduce((found, key) => (found as Record<string, unknown>)[key], value);
}

function idsOf(of: Controls, minor: number): string[] {
  return LEVELS.flatMap((level) => of[versionOf(minor)][level]);
}

function versionOf(minor: number): string {
  return `v1.${minor}`;
}
