import * as fs from 'fs';
import * as path from 'path';
import { Yaml } from 'cdk8s';
import { KubernetesApi, ReleaseJob, ReleasePhase, ResourceRule, StatefulService, WorkloadAccess } from '../src';
import { answerOf, TOOLS } from './harness/programs';
import { RELEASE_HOOKS_ARE_KNOWN } from '../src/checks/workloads/release-hooks-are-known';
import { IMAGE, readYaml, render } from '../test/support/render';
import { Manifest } from '../test/support/schemas';
import { SMALLEST_CALLS } from '../test/support/smallest-calls';
import { inFolder } from '../test/support/system/folders';

const OURS = render((chart) => {
  const store = SMALLEST_CALLS.StatefulService(chart) as StatefulService;
  const migrate = new ReleaseJob(chart, 'migrate', { image: IMAGE });
  migrate.dependsOn(store);
  new WorkloadAccess(chart, 'schema', { workload: migrate, rules: [ResourceRule.read('configmaps')] });
  new ReleaseJob(chart, 'smoke', { image: IMAGE, phase: ReleasePhase.AFTER, order: 2 }).dependsOn(store);
}, { kubernetesApi: KubernetesApi.at({ cidrs: ['10.0.0.0/28'] }) });

describe('Helm', () => {
  it('takes what goes with a release for hooks, and all else for the release', () => {
    const [all, released] = [applied(OURS), applied(OURS, '--no-hooks')];
    expect(all.sort()).toEqual(OURS.map(nameOf).sort());
    expect(all.filter((name) => !released.includes(name))).toEqual([
      'Job/migrate', 'Job/smoke', 'NetworkPolicy/migrate', 'NetworkPolicy/migrate-to-store-6379',
      'Role/schema', 'RoleBinding/schema', 'ServiceAccount/migrate',
    ]);
  });

  it.each(['crd-install', 'pre-deploy'])('leaves out an object with the hook %s, which the check finds', (hook) => {
    const metadata = { name: 'settings', annotations: { 'helm.sh/hook': hook } };
    const settings = { apiVersion: 'v1', kind: 'ConfigMap', metadata };
    expect(() => applied([settings, ...OURS])).toThrow(`skipping unknown hook: "${hook}"`);
    expect(RELEASE_HOOKS_ARE_KNOWN.evaluate(settings.metadata as never, undefined as never)).toMatchObject([
      { passed: false, actual: hook },
    ]);
  });
});

/** What Helm would apply of a chart with these templates; throws where it has something to say. */
function applied(manifests: readonly Manifest[], ...flags: string[]): string[] {
  return inFolder((folder) => {
    fs.mkdirSync(path.join(folder, 'templates'));
    fs.writeFileSync(path.join(folder, 'Chart.yaml'), 'apiVersion: v2\nname: shop\nversion: 1.0.0\n');
    fs.writeFileSync(path.join(folder, 'templates/objects.yaml'), literal(Yaml.stringify(...manifests)));
    const text = answerOf({ program: TOOLS.helm(), args: ['template', 'release', folder, ...flags], input: '' });
    return readYaml(text).filter(Boolean).map(nameOf);
  });
}

/** Alerts have templates of Prometheus, which Helm would take for its own. */
function literal(text: string): string {
  return text.replace(/\{\{/g, '{{ "{{" }}');
}

function nameOf({ kind, metadata }: Manifest): string {
  return `${kind}/${metadata.name}`;
}
