import { JobCase, nameOf } from './job-case';
import { rulesOf } from '../../support/backups';
import { ofKind, thousandths } from '../../support/manifests/reading';
import { only } from '../../support/render';
import { Manifest } from '../../support/schemas';

type Amounts = Record<string, bigint>;

/** What holds of every job. */
export function expectJob(given: JobCase, manifests: Manifest[], jobSpec: Manifest): void {
  const { failOnExitCodes = [], command, args, env = {} } = given;
  const { template: { spec: pod, metadata }, podFailurePolicy: { rules } } = jobSpec;
  const [container] = pod.containers;
  expect([container.command, container.args]).toEqual([command, args]);
  expect(Object.fromEntries((container.env ?? []).map((one: Manifest) => [one.name, one.value]))).toEqual(env);
  expect(rules.flatMap(({ onExitCodes }: Manifest) => onExitCodes?.values ?? []))
    .toEqual([...failOnExitCodes].sort((left, right) => left - right));
  expect(rules.flatMap(({ onPodConditions = [] }: Manifest) => onPodConditions.map(({ type }: Manifest) => type)))
    .toEqual(['DisruptionTarget']);
  expect([container.name, metadata.labels['app.kubernetes.io/instance']]).toEqual([nameOf(given), nameOf(given)]);
  const tolerated = (pod.tolerations ?? []).map(({ value }: Manifest) => value);
  if (given.spot === undefined) expect([tolerated, pod.affinity]).toEqual([[], undefined]);
  else expect(pod.affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution).not.toEqual([]);
  if (given.noAlerts !== undefined) expect(ofKind(manifests, 'PrometheusRule')).toEqual([]);
  else expectAlerts(given, manifests);
}

/** Each names the job that it is about, and a page. */
function expectAlerts(given: JobCase, manifests: Manifest[]): void {
  const rules = rulesOf(manifests);
  expect(rules).not.toEqual([]);
  for (const { alert, expr, annotations } of rules) {
    expect([alert, expr.includes(nameOf(given))]).toEqual([alert, true]);
    expect(annotations.runbook_url).toContain(`#${alert.toLowerCase()}`);
  }
}

/** As many pods as may be there at once have room. */
export function expectRoom(manifests: Manifest[], jobSpec: Manifest, pods: number): number {
  const hard = inThousandths(only(manifests, 'ResourceQuota').spec.hard);
  const { containers, initContainers = [] } = jobSpec.template.spec;
  expect(initContainers).toEqual([]);
  for (const kind of ['requests', 'limits']) {
    for (const [key, amount] of Object.entries(sumOf(containers.map(({ resources }: Manifest) => resources[kind])))) {
      const room = hard[`${kind}.${key}`];
      if (room !== undefined) expect([key, room >= amount * BigInt(pods)]).toEqual([key, true]);
    }
  }
  return Number(hard.pods / 1000n);
}

function sumOf(parts: Record<string, string>[]): Amounts {
  const sums: Amounts = {};
  for (const part of parts) {
    for (const [key, amount] of Object.entries(inThousandths(part))) sums[key] = (sums[key] ?? 0n) + amount;
  }
  return sums;
}

function inThousandths(quantities: Record<string, string>): Amounts {
  return Object.fromEntries(Object.entries(quantities).map(([key, quantity]) => [key, thousandths(quantity)]));
}
