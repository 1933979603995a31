import { DEFAULT_MINOR } from '../../src/internal/kubernetes-version';
import { synthesizeExample } from '../support/examples';
import { readYaml } from '../support/render';

const FILES = synthesizeExample('disaster-recovery', DEFAULT_MINOR);
const PAGE = FILES['velero.recovery.recovery-plan.md'];
const MANIFESTS = Object.entries(FILES).flatMap(([file, text]) => file.endsWith('.yaml') ? readYaml(text) : []);
const KNOWN = new Set(MANIFESTS.map(({ kind, metadata: { namespace, name } }) => (
  `${kind.toLowerCase()} ${namespace}/${name}`
)));
const COMMANDS = [...PAGE.matchAll(/```sh\n([^]*?)```/g)].flatMap(([, text]) => text.trim().split(/\n */));

/** What a form of a command names, with the namespace first. */
function named(form: RegExp, kind: string): string[] {
  const found = COMMANDS.flatMap((line) => [...line.matchAll(form)]);
  return found.map(([, namespace, name]) => `${kind} ${namespace}/${name}`);
}

describe('the recovery page of the example', () => {
  it.each([
    ['CronJobs that are suspended', / -n (\S+) patch cronjob (\S+)/g, 'cronjob', 5],
    ['CronJobs that are begun', / -n (\S+) create job --from=cronjob\/(\S+)/g, 'cronjob', 4],
    ['Schedules that are paused', / -n (\S+) patch schedules\.velero\.io (\S+)/g, 'schedule', 3],
    ['Schedules that are looked for', / -n (\S+) backup get --selector velero\.io\/schedule-name=(\S+)/g, 'schedule', 2],
    ['locations', / -n (\S+) patch backupstoragelocation (\S+)/g, 'backupstoragelocation', 2],
    ['StatefulSets', / -n (\S+) rollout status statefulset\/(\S+)/g, 'statefulset', 2],
    ['Services', / -n (\S+) port-forward service\/(\S+)/g, 'service', 1],
    ['snapshots by their CronJob', / -n (\S+) get volumesnapshots --selector preflight\/volume-snapshots=(\S+)/g,
      'cronjob', 1],
  ])('names %s that are written', (...[, form, kind, least]: [string, RegExp, string, number]) => {
    const found = named(form, kind);

    expect(found.length).toBeGreaterThanOrEqual(least);
    expect(found.filter((one) => !KNOWN.has(one))).toEqual([]);
  });

  it('names documents that lie beside the manifests', () => {
    const documents = COMMANDS.flatMap((line) => [...line.matchAll(/ create -f dist\/(\S+)/g)]).map(([, file]) => file);

    expect(documents).toEqual(['velero.cluster-2.restore']);
    expect(documents.filter((file) => FILES[file] === undefined)).toEqual([]);
  });

  it('restores before anything is applied there', () => {
    const restored = COMMANDS.findIndex((line) => line.includes('create -f dist/'));
    const applied = COMMANDS.findIndex((line) => line.includes(' apply '));

    expect(restored).toBeGreaterThan(0);
    expect(applied).toBeGreaterThan(restored);
  });
});
