import { spawnSync } from 'child_process';
import { Alertmanager, AlertRouting } from '../src';
import { checkConfiguration } from './harness/alerts/amtool';
import { ROUTING_VARIANTS } from './harness/alerts/routing-variants';
import { Message } from './harness/paging/told';
import { WrittenCluster } from './harness/paging/written-cluster';
import { TOOLS } from './harness/programs';
import { only, render } from '../test/support/render';
import { Manifest } from '../test/support/schemas';
import { ALERT_RECEIVERS } from '../test/support/smallest-calls';
import { waitFor } from '../test-cluster/harness/wait';

/** Longer than the last of three waits for the others, and looks at a group again. */
const QUIET_MILLISECONDS = 8_000;
const WATCHDOG = { alertname: 'Watchdog', severity: 'info' };
const FILE = /_file: (\S+)/g;

describe('the configuration of Alertmanager', () => {
  it.each(Object.entries(ROUTING_VARIANTS))('with %s is taken by amtool, and names no file that is not mounted', (
    _, props,
  ) => {
    const manifests = render((chart) => {
      new AlertRouting(chart, 'alerts', { ...ALERT_RECEIVERS, ...props });
      new Alertmanager(chart, 'alertmanager');
    });
    const { 'alertmanager.yaml': text } = configMapOf(manifests).data;
    expect(checkConfiguration(text)).toBe('');
    expect([...new Set([...text.matchAll(FILE)].map(([, file]) => file))].sort()).toEqual(mountedFiles(manifests));
  });

  it('is not looked at again by the program, so that pods must be replaced', () => {
    const { stdout, stderr } = spawnSync(TOOLS.alertmanager(), ['--help'], { encoding: 'utf8' });
    expect(`${stdout}${stderr}`).toContain('--config.file');
    expect(`${stdout}${stderr}`).not.toContain('reload');
  });
});

describe('three Alertmanagers with the arguments that we write', () => {
  let cluster: WrittenCluster;
  let strangers: WrittenCluster;

  beforeAll(async () => {
    [cluster, strangers] = await Promise.all([false, true].map((areStrangers) => (
      WrittenCluster.open({ areStrangers })
    )));
    await Promise.all([cluster, strangers].map((one) => tell(one, 'first')));
  });

  afterAll(() => Promise.all([cluster, strangers].map((one) => one.close())));

  it('tell each receiver once', () => {
    expect(numbersOf(cluster)).toEqual({ pages: 1, chat: 1, signsOfLife: 1 });
    expect(cluster.told.pages[0].body).toMatchObject({ event_action: 'trigger', routing_key: 'a-routing-key' });
  });

  it('would tell each three times where none is told of the others', () => {
    expect(numbersOf(strangers)).toEqual({ pages: 3, chat: 3, signsOfLife: 3 });
  });

  it('tell each once where one is killed, with the Secret as it is by then', async () => {
    cluster.told.forget();
    await cluster.killOne();
    cluster.renew('pagerduty', 'another-key');
    await tell(cluster, 'second');

    expect(numbersOf(cluster)).toEqual({ pages: 1, chat: 1, signsOfLife: 0 });
    expect(cluster.told.pages.map(({ body }: Message) => body.routing_key)).toEqual(['another-key']);
  });
});

/** Gives alerts of each kind to all members, and waits until nothing more is said of them. */
async function tell(cluster: WrittenCluster, namespace: string): Promise<void> {
  const [critical, warning] = ['critical', 'warning'].map((severity) => ({ alertname: severity, severity, namespace }));
  await cluster.alert(critical, warning, WATCHDOG);
  const { pages, chat } = cluster.told;
  const heard = async () => (pages.length > 0 && chat.length > 0 ? true : undefined);
  await waitFor({ what: 'a page and a message', seconds: 30 }, heard);
  await new Promise((resolve) => setTimeout(resolve, QUIET_MILLISECONDS));
}

function numbersOf({ told: { pages, chat, signsOfLife } }: WrittenCluster) {
  return { pages: pages.length, chat: chat.length, signsOfLife: signsOfLife.length };
}

function configMapOf(manifests: readonly Manifest[]): Manifest {
  return manifests.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === 'alertmanager')!;
}

function mountedFiles(manifests: Manifest[]): string[] {
  const { containers, volumes } = only(manifests, 'StatefulSet').spec.template.spec;
  const { name, projected } = volumes.find((volume: Manifest) => volume.projected);
  const { mountPath } = containers[0].volumeMounts.find((mount: Manifest) => mount.name === name);
  return projected.sources.flatMap(({ secret }: Manifest) => secret.items)
    .map(({ path }: Manifest) => `${mountPath}/${path}`).sort();
}
