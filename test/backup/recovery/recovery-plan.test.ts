import { ApiObject, App, Chart, Duration, Size } from 'cdk8s';
import { Construct } from 'constructs';
import {
  Metrics, Platform, PostgresServer, Probes, ProductionApp, RecoveryObjective, RecoveryPlan, RecoveryPlanProps,
  StatefulService,
} from '../../../src';
import { ACCESS, addEtcd, addPostgres } from '../../support/backups';
import { complaintsOf, messageOf } from '../../support/errors';
import { IMAGE, stage } from '../../support/render';
import { Manifest } from '../../support/schemas';

const DAY = RecoveryObjective.of({ pointObjective: Duration.days(1), timeObjective: Duration.hours(2) });
const STANDBY = { context: 'standby', activeContext: 'active', traffic: 'change the record' };
const ELSEWHERE = {
  by: 'pgBackRest',
  pointObjective: Duration.minutes(5),
  timeObjective: Duration.hours(1),
  page: 'https://wiki.example.com/restore',
};

/** A stage whose platform has an objective. */
function planned() {
  return stage({ kubernetesVersion: '1.30', recoveryObjective: DAY });
}

function addStore(scope: Construct, id = 'store'): StatefulService {
  return new StatefulService(scope, id, {
    image: IMAGE,
    ports: [{ name: 'postgres', containerPort: 5432 }],
    claims: [{ mountPath: '/data', size: Size.gibibytes(1) }],
    probes: Probes.tcp({ livenessCommand: ['true'] }),
    metrics: Metrics.none('none of its own'),
  });
}

/** What a plan over a stage complains of; nothing where it is content. */
function complaints(app: App): string[] {
  try {
    app.synthYaml();
    return [];
  } catch {
    return complaintsOf(app);
  }
}

describe('RecoveryPlan', () => {
  it('is content where what keeps data has a backup that keeps its objective', () => {
    const { app, chart } = planned();
    addPostgres(chart, { server: PostgresServer.of(addStore(chart), ACCESS) });
    new RecoveryPlan(chart, 'recovery');

    expect(complaints(app)).toEqual([]);
  });

  it('rehearses each backup that nobody rehearses yet, as its objective asks', () => {
    const { chart } = planned();
    const [etcd, orders] = [addEtcd(chart), addPostgres(chart)];
    orders.rehearse({ every: Duration.hours(24), within: Duration.minutes(30) });
    new RecoveryPlan(chart, 'recovery');
    const drill = etcd.node.findChild('Drill').node.findChild('Resource').node.defaultChild as ApiObject;

    expect(drill.toJson().spec.schedule).toBe('0 3 * * 0');
  });

  it.each<[string, (chart: Chart) => RecoveryPlanProps | undefined, string]>([
    ['what nobody backs up', (chart) => { addStore(chart); return {}; },
      "'covers' must hold a backup of StatefulSet shop/store [shop/store], which keeps data, got"
      + ' "none"; back it up before the plan is made, or name it in savedElsewhere, or in leftOut with a reason'],
    ['a claim that nobody backs up', (chart) => {
      new ApiObject(chart, 'claim', { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'data' } });
      return {};
    }, "'covers' must hold a backup of PersistentVolumeClaim shop/data [shop/claim], which keeps data, got \"none\"; "
      + 'back'
      + ' it up before the plan is made, or name it in savedElsewhere, or in leftOut with a reason'],
    ['a backup of another workload', (chart) => {
      addStore(chart);
      addPostgres(chart, { server: PostgresServer.of(addStore(chart, 'other'), ACCESS) });
      return {};
    }, "'covers' must hold a backup of StatefulSet shop/store [shop/store], which keeps data, got"
      + ' "none"; back it up before the plan is made, or name it in savedElsewhere, or in leftOut with a reason'],
    ['a backup that keeps a laxer objective', (chart) => {
      const objective = RecoveryObjective.of({ pointObjective: Duration.days(2), timeObjective: Duration.hours(2) });
      addPostgres(chart, { server: PostgresServer.of(addStore(chart), ACCESS), objective });
      return {};
    }, "'recoveryObjective' must be kept for StatefulSet shop/store [shop/store], got \"90000 seconds"
      + ' are lost by CronJob shop/orders, and 86400 may be"; back up more often, restore faster, or promise less'],
    ['a rehearsal that takes longer than may pass', (chart) => {
      addPostgres(chart, { server: PostgresServer.of(addStore(chart), ACCESS) })
        .rehearse({ within: Duration.hours(3) });
      return {};
    }, "'recoveryObjective' must be kept for StatefulSet shop/store [shop/store], got \"10800 seconds"
      + ' are given to a restore by CronJob shop/orders, and 7200 may pass"; back up more often, restore faster, or'
      + ' promise less'],
    ['others who save too seldom', (chart) => {
      const construct = addStore(chart);
      return { savedElsewhere: [{ ...ELSEWHERE, construct, pointObjective: Duration.days(2) }] };
    }, "'recoveryObjective' must be kept for StatefulSet shop/store [shop/store], got \"172800 seconds"
      + ' are lost by pgBackRest, and 86400 may be"; back up more often, restore faster, or promise less'],
  ])('refuses %s', (_, build, complaint) => {
    const { app, chart } = planned();
    new RecoveryPlan(chart, 'recovery', build(chart));

    expect(complaints(app)).toEqual([`[shop/recovery] ${complaint}`]);
  });

  it('refuses a workload without an objective', () => {
    const { app, chart } = stage();
    addStore(chart);
    new RecoveryPlan(chart, 'recovery');

    expect(complaints(app)).toEqual(["[shop/recovery] 'recoveryObjective' must be known of StatefulSet shop/store"
      + ' [shop/store], which keeps data, got nothing; call Platform.configure(app, {'
      + ' recoveryObjective: RecoveryObjective.warm() }) first']);
  });

  it('refuses a backup that was made after it, and that nobody rehearses', () => {
    const { app, chart } = planned();
    new RecoveryPlan(chart, 'recovery');
    addPostgres(chart);

    expect(complaints(app)).toEqual(["[shop/recovery] 'covers' must hold a rehearsal of CronJob shop/orders "
      + '[shop/orders],'
      + ' got "none"; make the plan after it, call its rehearse(), or name it in leftOut with a reason']);
  });

  it('asks nothing of what is left out or saved by others, and of what it does not cover', () => {
    const { app, chart } = planned();
    const [cache, database, other] = ['cache', 'database', 'other'].map((id) => addStore(chart, id));
    const backup = addPostgres(chart);
    const covered = new Construct(chart, 'covered');
    new RecoveryPlan(covered, 'recovery', {
      covers: [cache, database],
      leftOut: [
        { construct: cache, reason: 'filled again from the database' },
        { construct: backup, reason: 'its server is rehearsed by hand' },
      ],
      savedElsewhere: [{ ...ELSEWHERE, construct: database }],
    });

    expect(other.node.path).toBe('shop/other');
    expect(complaints(app)).toEqual([]);
    expect(backup.node.tryFindChild('Drill')).toBeUndefined();
  });

  it('says the same in an App of cdk8s', () => {
    const app = new App();
    Platform.configure(app, { recoveryObjective: DAY });
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    addStore(chart);
    new RecoveryPlan(chart, 'recovery');

    expect(messageOf(() => app.synthYaml())).toContain("'covers' must hold a backup of StatefulSet shop/store");
  });

  it.each<[string, RecoveryPlanProps, string]>([
    ['a name that no file has', { name: '../x' }, "'name' must be a DNS-1123 label (lower-case letters, digits and "
      + '-, at most'
      + ' 63), got "../x"; choose such a name'],
    ['a cluster that takes over from itself', { standby: { ...STANDBY, context: 'active' } },
      "'standby.context' must be another cluster than activeContext, got \"active\"; name the cluster that takes over"],
    ['a context that a shell would run', { standby: { ...STANDBY, context: '$(reboot)' } },
      "'standby.context' must be a name of letters, digits and the signs - _ . : @ /, a letter or digit first, got"
      + ' "$(reboot)"; choose such a name, for it becomes an argument of the commands on the page'],
    ['manifests elsewhere', { standby: { ...STANDBY, manifests: '../dist' } },
      "'standby.manifests' must be a name of letters, digits and the signs - _ . : @ /, a letter or digit first, got"
      + ' "../dist"; choose such a name, for it becomes an argument of the commands on the page'],
    ['nothing about traffic', { standby: { ...STANDBY, traffic: ' ' } },
      "'standby.traffic' must say something, got \" \"; write a sentence, it stands on the page"],
  ])('refuses %s', (_, props, complaint) => {
    expect(messageOf(() => new RecoveryPlan(planned().chart, 'recovery', props))).toBe(`[shop/recovery] ${complaint}`);
  });

  it('refuses constructs of another app, none at all, and two things about one', () => {
    const { chart } = planned();
    const foreign = planned().chart;
    const make = (id: string, props: RecoveryPlanProps) => messageOf(() => new RecoveryPlan(chart, id, props));
    const out = { construct: chart, reason: 'a cache' };

    expect(make('a', { covers: [] })).toBe(
      "[shop/a] 'covers' must hold a construct, got []; leave it out for the whole app",
    );
    expect(make('b', { covers: [foreign] })).toBe(
      "[shop/b] 'covers[0]' must be part of the same app, got \"shop\"; make a plan in that app for it",
    );
    expect(make('c', { leftOut: [out], savedElsewhere: [{ ...ELSEWHERE, construct: chart }] })).toBe(
      "[shop/c] 'savedElsewhere[0].construct' must be named once, got \"shop\"; remove one of the two entries",
    );
  });

  it.each([
    ['a reason of nothing', { reason: '' }, "'leftOut[0].reason' must say something, got \"\"; write a sentence, it "
      + 'stands'
      + ' on the page'],
  ])('refuses to leave something out for %s', (_, { reason }, complaint) => {
    const { chart } = planned();
    const props = { leftOut: [{ construct: chart, reason }] };

    expect(messageOf(() => new RecoveryPlan(chart, 'recovery', props))).toBe(`[shop/recovery] ${complaint}`);
  });

  it.each([
    ['an address that is none', { page: 'wiki' }, "'savedElsewhere[0].page' must be an address by http or https, got"
      + ' "wiki"; write it whole, like https://wiki.example.com/alerts'],
    ['no time at all', { timeObjective: Duration.seconds(0) }, "'savedElsewhere[0].timeObjective' must be whole seconds"
      + ' from 1 to 2147483647, got "0 seconds"; give a duration within the range, such as Duration.seconds(30)'],
    ['nobody', { by: '' }, "'savedElsewhere[0].by' must say something, got \"\"; write a sentence, it stands on the "
      + 'page'],
  ])('refuses to rely on others with %s', (_, entry, complaint) => {
    const { chart } = planned();
    const props = { savedElsewhere: [{ ...ELSEWHERE, construct: chart, ...entry }] };

    expect(messageOf(() => new RecoveryPlan(chart, 'recovery', props))).toBe(`[shop/recovery] ${complaint}`);
  });
});

describe('the page of a RecoveryPlan', () => {
  const app = new ProductionApp();
  Platform.configure(app, { kubernetesVersion: '1.30', recoveryObjective: DAY });
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const store = addStore(chart);
  addEtcd(chart, { encryptionKey: ACCESS.password });
  addPostgres(chart, { server: PostgresServer.of(store, ACCESS) });
  const cache = addStore(chart, 'cache');
  const plan = new RecoveryPlan(chart, 'recovery', {
    leftOut: [{ construct: cache, reason: 'it is | filled <b>again</b>' }],
    standby: STANDBY,
  });
  const manifests: Manifest[] = chart.toJson();
  const commands = [...plan.page.matchAll(/```sh\n([^]*?)```/g)].flatMap(([, text]) => text.trim().split(/\n */));

  it('names objects that exist', () => {
    const named = commands.flatMap((line) => [...line.matchAll(/-n (\S+).*?\b(cronjob|statefulset)[/ ](\S+)/g)]);
    const known = manifests.map(({ kind, metadata: { namespace, name } }) => (
      `${kind.toLowerCase()} ${namespace}/${name}`
    ));
    const asked = named.map(([, namespace, kind, name]) => `${kind} ${namespace}/${name}`);

    expect(new Set(asked)).toEqual(new Set([
      'cronjob shop/etcd', 'cronjob shop/etcd-drill', 'cronjob shop/orders', 'cronjob shop/orders-drill',
      'statefulset shop/store', 'statefulset shop/cache',
    ]));
    expect(asked.filter((one) => !known.includes(one))).toEqual([]);
  });

  it('says what is saved, how often, and what is not', () => {
    expect(plan.page).toContain('| etcd | CronJob `shop/etcd` | `s3://acme-backups/shop/etcd` | every 6 hours | '
      + '7 hours | 30 days | every 7 days, within 2 hours |');
    expect(plan.page).toContain('| `StatefulSet shop/store` | own | 1 day | 2 hours | CronJob `shop/orders` |');
    expect(plan.page).toContain('| `shop/cache` | it is \\| filled \\<b\\>again\\</b\\> |  |');
  });

  it('gives the settings of the bucket, and no file of a pod', () => {
    const settings = commands.filter((line) => line.startsWith('export RCLONE_'));

    expect(settings).toContain('export RCLONE_CONFIG_STORE_REMOTE=BUCKET:acme-backups/shop/etcd');
    expect(settings).toContain('export RCLONE_CONFIG_STORE_TYPE=crypt');
    expect(settings.filter((line) => /=\/(credentials|encryption|store-ca)/.test(line))).toEqual([]);
  });

  it('keeps the etcd of the lost cluster away from the other one', () => {
    const resumed = commands.filter((line) => line.includes('"suspend":false'));

    expect(resumed).toEqual(["kubectl --context standby -n shop patch cronjob orders --type=merge --patch='"
      + '{"spec":{"suspend":false}}\'']);
    expect(plan.page).toContain('Do not restore there what CronJob shop/etcd saved (etcd)');
  });

  it('is written beside the manifests, the same twice', () => {
    expect(plan.page).toBe(plan.page);
    expect(plan.page.endsWith('\n')).toBe(true);
  });
});
