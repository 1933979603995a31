import { AlertingSite, ROUTING_KEY } from './harness/paging/site';
import { Message } from './harness/paging/told';
import { WatchedBackup } from './harness/paging/watched-backup';
import { WatchedService } from './harness/paging/watched-service';

/** Longer than it takes both Alertmanagers to look at a group again, and to wait for the other one. */
const QUIET_MILLISECONDS = 6_000;

const quiet = () => new Promise((resolve) => setTimeout(resolve, QUIET_MILLISECONDS));
const actions = (pages: readonly Message[]) => pages.map(({ body }) => body.event_action);
const titles = (chat: readonly Message[]) => chat.map(({ body }) => body.attachments[0].title.replace(/ .*/, ''));

/** Breaks what is watched, mends it, and waits each time until nothing more is said of it. */
async function breakAndRepair(site: AlertingSite, copies: number): Promise<void> {
  const { pages, chat } = site.told;
  site.watched.break();
  await Promise.all([site.hears(pages, copies), site.hears(chat, copies)]);
  await quiet();
  site.watched.repair();
  await Promise.all([site.hears(pages, 2 * copies), site.hears(chat, 2 * copies)]);
  await quiet();
}

describe('what Prometheus and Alertmanager do with what we write', () => {
  let cluster: AlertingSite;
  let strangers: AlertingSite;

  beforeAll(async () => {
    [cluster, strangers] = await Promise.all([true, false].map((isCluster) => (
      AlertingSite.open(new WatchedBackup(), isCluster)
    )));
    await Promise.all([breakAndRepair(cluster, 1), breakAndRepair(strangers, 2)]);
  });

  afterAll(() => Promise.all([cluster, strangers].map((site) => site.close())));

  it('tells the dead man\'s switch that alerts arrive', () => {
    const { signsOfLife: [first] } = cluster.told;
    expect([first.path, first.body.status, first.body.commonLabels.alertname])
      .toEqual(['/ping/uuid', 'firing', 'Watchdog']);
    expect(cluster.told.signsOfLife).toHaveLength(1);
  });

  it('pages somebody once, and says when it is over', () => {
    const { pages } = cluster.told;
    expect(actions(pages)).toEqual(['trigger', 'resolve']);
    expect(pages[0].body).toMatchObject({
      routing_key: ROUTING_KEY,
      dedup_key: pages[1].body.dedup_key,
      payload: { severity: 'critical', summary: 'The etcd backup etcd-backups/etcd failed.' },
      links: [{ text: 'Runbook', href: expect.stringMatching(/backups\.md#etcdbackupfailed$/) }],
    });
  });

  it('tells the channel once, and says when it is over', () => {
    const { chat } = cluster.told;
    expect(titles(chat)).toEqual(['[FIRING:1]', '[RESOLVED]']);
    const [{ text }] = chat[0].body.attachments;
    expect(chat[0].body.channel).toBe('#ops');
    expect(text).toContain('*The etcd backup etcd-backups/etcd has been running for 40m ');
    expect(text).toMatch(/<https:[^|>]*\/backups\.md#etcdbackupslow\|Runbook>/);
  });

  it('says everything twice where the Alertmanagers are no cluster', () => {
    const { pages, chat } = strangers.told;
    expect(actions(pages)).toEqual(['trigger', 'trigger', 'resolve', 'resolve']);
    expect(titles(chat)).toEqual(['[FIRING:1]', '[FIRING:1]', '[RESOLVED]', '[RESOLVED]']);
  });

  it('says everything once where one of each is killed', async () => {
    cluster.told.forget();
    await Promise.all([cluster.alertmanagers[0].kill(), cluster.prometheuses[0].kill()]);
    await breakAndRepair(cluster, 1);

    expect(actions(cluster.told.pages)).toEqual(['trigger', 'resolve']);
    expect(titles(cluster.told.chat)).toEqual(['[FIRING:1]', '[RESOLVED]']);
  });

  it('keeps a warning back while a critical alert of its name fires for the same thing', async () => {
    cluster.told.forget();
    const full = { alertname: 'VolumeFull', namespace: 'shop' };
    const [warning, critical] = ['warning', 'critical'].map((severity) => ({ ...full, severity }));
    await cluster.alertmanagers[1].alert(
      { ...warning, persistentvolumeclaim: 'one' },
      { ...warning, persistentvolumeclaim: 'two' },
      { ...critical, persistentvolumeclaim: 'one' },
    );
    await Promise.all([cluster.hears(cluster.told.pages, 1), cluster.hears(cluster.told.chat, 1)]);
    await quiet();

    expect(actions(cluster.told.pages)).toEqual(['trigger']);
    expect(cluster.told.chat.map(({ body }) => body.attachments[0].title))
      .toEqual([expect.stringMatching(/^\[FIRING:1\] VolumeFull .*\btwo\b/)]);
  });
});

describe('a service that breaks', () => {
  const titlesOf = (chat: readonly Message[], alert: string) => (
    titles(chat.filter(({ body }) => body.attachments[0].title.includes(alert)))
  );
  let site: AlertingSite;

  beforeAll(async () => {
    site = await AlertingSite.open(new WatchedService(), true);
    // Longer than a window, so that there is something to compare with.
    await new Promise((resolve) => setTimeout(resolve, 3_000));
  });

  afterAll(() => site.close());

  it('tells nobody before', () => {
    expect([site.told.pages, site.told.chat]).toEqual([[], []]);
  });

  it('pages somebody once and tells the channel once, and says of both when it is over', async () => {
    const { pages, chat } = site.told;
    site.watched.break();
    await Promise.all([site.hears(pages, 1), site.hears(chat, 1)]);
    await quiet();
    // By then its errors alone would have paged somebody, too.
    expect(actions(pages)).toEqual(['trigger']);
    expect(titlesOf(chat, 'ServiceLatencyHigh')).toEqual(['[FIRING:1]']);
    expect(chat).toHaveLength(1);

    site.watched.repair();
    await site.hears(pages, 2);
    await quiet();
    expect(actions(pages)).toEqual(['trigger', 'resolve']);
    expect(pages[0].body).toMatchObject({
      routing_key: ROUTING_KEY,
      dedup_key: pages[1].body.dedup_key,
      payload: { severity: 'critical', summary: 'shop/api fails so often that its error budget is soon spent.' },
      links: [{ text: 'Runbook', href: expect.stringMatching(/objectives\.md#errorbudgetburnsfast$/) }],
    });
    expect(titlesOf(chat, 'ServiceLatencyHigh')).toEqual(['[FIRING:1]', '[RESOLVED]']);
  });
});
