import * as fs from 'fs';
import * as path from 'path';
import { App, Chart } from 'cdk8s';
import * as fc from 'fast-check';
import { runs } from './runs';
import { anyPod, ContainerCase, FOLDERS, PodCase, validPod } from './services/container-case';
import { resourcesOf } from './services/probe-expectations';
import { made, probes, resources } from './services/service-build';
import { ResourcesCase } from './services/service-case';
import { Platform, ProductionApp, ProductionService, ProductionWorker, StatefulService } from '../../src';
import { containerNamed } from '../support/containers';
import { messageOf, NAMED_ERROR, withoutHeading } from '../support/errors';
import { thousandths } from '../support/manifests/reading';
import { readYaml } from '../support/render';
import { Manifest, schemaProblems } from '../support/schemas';
import { SMALLEST_CALLS } from '../support/smallest-calls';

type AnyWorkload = ProductionService | ProductionWorker | StatefulService;

const OUTDIR = path.join(__dirname, 'never-written');
const WAIVER = 'preflight/waive.';

describe('containers beside the main one', () => {
  it('made of valid values are written in full', () => {
    fc.assert(fc.property(validPod, (given) => {
      expect(outcomeOf(given)).toBeUndefined();
    }), runs(25));
  });

  it('made of any text end in a named error before anything is written, or in a full output', () => {
    const outcomes: (string | undefined)[] = [];
    fc.assert(fc.property(anyPod, (given) => {
      const message = outcomeOf(given);
      outcomes.push(message);
      if (message !== undefined) expect(message).toMatch(NAMED_ERROR);
      expect(fs.existsSync(OUTDIR)).toBe(false);
    }), runs(40));
    const refused = outcomes.filter((message) => message !== undefined).length / outcomes.length;
    expect(refused).toBeGreaterThan(0.2);
    expect(refused).toBeLessThan(0.8);
  });

  it('refuse the name and the port of another one', () => {
    fc.assert(fc.property(validPod, (given) => {
      const [first] = given.containers;
      const second: ContainerCase = { ...first, name: 'another-one' };
      const again = (changed: ContainerCase) => (
        messageOf(() => build({ ...given, containers: [...given.containers, changed] }))
      );
      expect(again(first)).toMatch(/'add(InitContainer|Sidecar)\.name' must be a name that no other container/);
      if (first.kind === 'sidecar') expect(again(second)).toMatch(/'port' must be a port that no other sidecar/);
    }), runs(15));
  });
});

function build({ workload: kind, kubernetesVersion, containers }: PodCase, app: App = new ProductionApp()): App {
  Platform.configure(app, { kubernetesVersion });
  const workload = SMALLEST_CALLS[kind](new Chart(app, 'shop', { namespace: 'shop' })) as AnyWorkload;
  workload.addWritableFolder('/var/cache');
  workload.mountSecret('tls', '/etc/tls');
  containers.forEach((container) => addContainer(workload, container));
  return app;
}

function addContainer(workload: AnyWorkload, { kind, name, ...given }: ContainerCase): void {
  const { image, command, args, env, folders, port } = given;
  const common = { image, command, args, env, folders, resources: made(given.resources, resources) };
  if (kind === 'init') workload.addInitContainer(name, common);
  else workload.addSidecar(name, { ...common, port, probes: made(given.probes, probes) });
}

/** The message that a case ends in; undefined where it ends in output that is complete. */
function outcomeOf(given: PodCase): string | undefined {
  let app;
  let text;
  try {
    app = build(given, new ProductionApp({ outdir: OUTDIR }));
    text = app.synthYaml() as string;
  } catch (error) {
    return withoutHeading(error as Error);
  }
  expect(app.synthYaml()).toBe(text);
  expect(build(given, new App()).synthYaml()).toBe(text);
  const manifests = readYaml(text);
  expect(manifests.flatMap((manifest) => schemaProblems(given.kubernetesVersion, manifest))).toEqual([]);
  expectPod(given, controllerOf(manifests));
  return undefined;
}

/** All containers are there, in the order of the calls, and the main one is as it would be without them. */
function expectPod(given: PodCase, { metadata, spec: { template: { spec: pod } } }: Manifest): void {
  const alone = controllerOf(readYaml(build({ ...given, containers: [] }).synthYaml() as string));
  const isNative = given.kubernetesVersion !== '1.28';
  const [starting, beside] = [true, false].map((starts) => (
    given.containers.filter(({ kind }) => (isNative || kind === 'init') === starts)
  ));
  expect((pod.initContainers ?? []).map(nameOf)).toEqual(starting.map(nameOf));
  expect(pod.containers.slice(1).map(nameOf)).toEqual(beside.map(nameOf));
  expect(pod.containers[0]).toEqual(alone.spec.template.spec.containers[0]);
  given.containers.forEach((one) => expectContainer(one, containerNamed(pod, one.name)));
  expectWaivers(given, { ...metadata.annotations }, { ...alone.metadata.annotations });
}

function expectContainer(given: ContainerCase, written: Manifest): void {
  const { kind, command, args, env = {}, folders = [], port } = given;
  expect([written.command, written.args]).toEqual([command, args]);
  expect(written.env ?? []).toEqual(Object.entries(env).map(([name, value]) => ({ name, value })));
  expect(written.volumeMounts.map(({ mountPath }: Manifest) => mountPath).sort())
    .toEqual([...new Set(['/tmp', ...folders])].sort());
  expect(written.volumeMounts.find(({ mountPath }: Manifest) => mountPath === '/tmp').name === 'tmp')
    .toBe(folders.includes(FOLDERS[0]));
  expect(written.ports?.map(({ containerPort }: Manifest) => containerPort)).toEqual(port && [port]);
  expect(written.readinessProbe !== undefined).toBe(kind === 'sidecar' && given.probes?.kind !== 'none');
  if (given.resources) expectResources(given.resources, written.resources);
}

function expectResources(given: ResourcesCase, { requests, limits }: Manifest): void {
  const expected = resourcesOf({ resources: given });
  expect([requests.cpu, limits.cpu ?? '0m'].map(thousandths)).toEqual([expected.cpuRequest, expected.cpuLimit ?? 0n]);
  expect([requests.memory, limits.memory].map(thousandths)).toEqual([expected.memoryRequest, expected.memoryLimit]);
}

/** Each opt-out stands under the name of its container. */
function expectWaivers({ containers }: PodCase, found: Record<string, string>, before: Record<string, string>): void {
  const added = Object.keys(found).filter((key) => !(key in before));
  const expected = containers.flatMap(({ name, probes: asked, resources: needed }) => [
    ...(asked?.kind === 'none' ? [`${WAIVER}has-readiness-probe.${name}`, `${WAIVER}has-liveness-probe.${name}`] : []),
    ...(needed?.kind === 'withoutCpuLimit' ? [`${WAIVER}has-cpu-limit.${name}`] : []),
  ]);
  expect(added.sort()).toEqual(expected.sort());
}

function controllerOf(manifests: Manifest[]): Manifest {
  return manifests.find(({ kind }) => ['Deployment', 'StatefulSet'].includes(kind));
}

function nameOf({ name }: { name: string }): string {
  return name;
}
