import { App } from 'cdk8s';
import { Build } from '../any-call';
import { leastObjective } from './backup-build';
import { BackupCase, nameOf } from './backup-case';
import { named, rulesOf, step, stepsOf, variables } from '../../support/backups';
import { thousandths } from '../../support/manifests/reading';
import { readYaml } from '../../support/render';
import { Manifest, schemaProblems } from '../../support/schemas';
import { resourcesOf } from '../services/probe-expectations';

/** Neither the kubelet nor a shell makes anything of these. */
const PLAIN = /^[-A-Za-z0-9 _.,:/@=+[\]]*$/;

/** What a backup is synthesized to, once it was seen that it is valid, repeatable, harmless and complete. */
export function verified<C extends BackupCase>(given: C, app: App, build: Build<C>): Manifest[] {
  const text = app.synthYaml() as string;
  expect(app.synthYaml()).toBe(text);
  expect(build(given).synthYaml()).toBe(text);
  expect(build(given, new App()).synthYaml()).toBe(text);
  const manifests = readYaml(text);
  const minor = given.platform.kubernetesVersion ?? '1.30';
  expect(manifests.flatMap((manifest) => schemaProblems(minor, manifest))).toEqual([]);
  expect(manifests.filter(({ kind }) => kind === 'CronJob')).toHaveLength(given.rehearsal === undefined ? 1 : 2);
  expectHarmless(manifests);
  expectCommonValues(given, manifests);
  return manifests;
}

/** The pod of the CronJob of this name. */
export function podNamed(manifests: Manifest[], name: string): Manifest {
  return named(manifests, 'CronJob', name).spec.jobTemplate.spec.template.spec;
}

/** No text of the user is interpreted by a kubelet or a shell, and no secret stands in a manifest. */
function expectHarmless(manifests: Manifest[]): void {
  expect(manifests.filter(({ kind }) => kind === 'Secret')).toEqual([]);
  for (const manifest of manifests.filter(({ kind }) => kind === 'CronJob')) {
    const steps = stepsOf(manifest.spec.jobTemplate.spec.template.spec);
    const env: Manifest[] = steps.flatMap((one) => one.env ?? []);
    const texts = [...steps.flatMap(({ command }) => command), ...env.flatMap(({ value }) => value ?? [])];
    expect(texts.filter((text) => !PLAIN.test(text))).toEqual([]);
    expect(env.filter(({ valueFrom }) => valueFrom?.secretKeyRef !== undefined)).toEqual([]);
  }
}

function expectCommonValues(given: BackupCase, manifests: Manifest[]): void {
  const name = nameOf(given);
  const { spec } = named(manifests, 'CronJob', name);
  const { mebibytes, runbook, deadlineMinutes, moreObjective = 0 } = given;
  const pod = podNamed(manifests, name);
  expect(spec.jobTemplate.spec.activeDeadlineSeconds).toBe(deadlineMinutes * 60);
  expectDestination(given, variables(step(pod, 'upload')));
  expectSecrets(given, pod);
  if (mebibytes !== undefined) {
    const { emptyDir } = pod.volumes.find((volume: Manifest) => volume.name === 'backup');
    expect(thousandths(emptyDir.sizeLimit)).toBe(thousandths(`${mebibytes}Mi`));
  }
  const rules = rulesOf(manifests.filter(({ metadata }) => metadata.name === `${name}-alerts`));
  const stale = rules.find(({ alert }) => /Stale$/.test(alert));
  expect(stale?.expr).toMatch(new RegExp(`> ${leastObjective(given) + moreObjective}$`));
  if (runbook !== undefined) expect(stale?.annotations.runbook_url).toBe(`${runbook}#${stale?.alert.toLowerCase()}`);
  expectResources(given, stepsOf(pod));
  const drill = manifests.find(({ metadata, kind }) => kind === 'CronJob' && metadata.name === `${name}-drill`);
  expect(drill?.spec.jobTemplate.spec.activeDeadlineSeconds)
    .toBe(given.rehearsal === undefined ? undefined : 2 * given.rehearsal.withinSeconds);
}

function expectDestination(given: BackupCase, found: Record<string, string>): void {
  const { destination: { kind, bucket, word, prefix, endpoint, credentials, certificateAuthority } } = given;
  const folder = prefix ?? `shop/${nameOf(given)}`;
  expect(found.RCLONE_CONFIG_STORE_REMOTE).toBe(`BUCKET:${bucket}/${folder}`);
  expect(found.RCLONE_CONFIG_BUCKET_REGION).toBe(kind === 's3' ? word : undefined);
  expect(found.RCLONE_CONFIG_BUCKET_ACCOUNT).toBe(kind === 'azureBlob' ? word : undefined);
  expect(found.RCLONE_CONFIG_BUCKET_ENDPOINT).toBe(kind === 's3' ? endpoint : undefined);
  expect(found.RCLONE_CA_CERT).toBe(certificateAuthority && `/store-ca/${certificateAuthority.key}`);
  expect(found.ENCRYPTION_KEY_FILE).toBe(given.encryptionKey && `/encryption/${given.encryptionKey.key}`);
  if (credentials !== undefined) expect(Object.values(found)).toContain(`/credentials/${credentials.key}`);
}

function expectSecrets({ destination, encryptionKey }: BackupCase, pod: Manifest): void {
  const { credentials, certificateAuthority } = destination;
  const keys = { credentials, 'encryption': encryptionKey, 'store-ca': certificateAuthority };
  for (const [name, given] of Object.entries(keys)) {
    const volume = pod.volumes.find((one: Manifest) => one.name === name);
    expect(volume?.secret).toEqual(given && {
      secretName: given.secretName, defaultMode: 0o440, items: [{ key: given.key, path: given.key }],
    });
  }
}

function expectResources({ resources }: BackupCase, steps: Manifest[]): void {
  if (resources === undefined) return;
  const { cpuRequest, cpuLimit, memoryRequest, memoryLimit } = resourcesOf({ resources });
  for (const { resources: { requests, limits } } of steps) {
    expect([requests.cpu, requests.memory, limits.memory].map(thousandths))
      .toEqual([cpuRequest, memoryRequest, memoryLimit]);
    expect(limits.cpu === undefined ? undefined : thousandths(limits.cpu)).toBe(cpuLimit);
  }
}
