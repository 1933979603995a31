import { Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import {
  AzureBlobOptions, BackupDestination, GcsOptions, MetricsFlavor, PlatformProps, PodSecurity, ProductionNamespace,
  RecoveryObjective, Resources, S3Options, SecretKey,
} from '../../src';
import { Images } from '../../src/internal/images/third-party-images';
import { secretVolume } from '../support/backup-parts';
import {
  addEtcd, addPostgres, cronSpec, EtcdProps, etcdManifests, makeEtcd, makePostgres, named, podSpec,
  PostgresProps, postgresManifests, rulesOf, step, stepsOf, variables, WEEKLY,
} from '../support/backups';
import { messageOf } from '../support/errors';
import { only, render, stage } from '../support/render';
import { Manifest } from '../support/schemas';

/** Props that every backup has. */
type Props = EtcdProps & PostgresProps;
type Refused = [string, Props, string];

const WHY = 'bursts';
const HOUR = Duration.hours(1);
const HOURLY = { every: HOUR, deadline: Duration.minutes(10) };
const HOURS = '1, 2, 3, 4, 6, 8, 12, 24 hours, 7 days, or 30 days for once a month';
const RHYTHM = `be 5, 10, 15, 20, 30 minutes, ${HOURS}`;
const RHYTHM_REMEDY = 'give one of these, such as Duration.hours(6): cron has no other even rhythm';
const DAYS_REMEDY = 'write Duration.days(30)';
const KEYS = SecretKey.of('keys', 'file');
const SIZE = 'be whole MiB, at least one, and at most 1 PiB';

describe.each([
  { kind: 'EtcdBackup', manifests: etcdManifests, make: makeEtcd, addTo: addEtcd, id: 'etcd' },
  { kind: 'PostgresBackup', manifests: postgresManifests, make: makePostgres, addTo: addPostgres, id: 'orders' },
])('$kind', ({ kind, manifests, make, addTo, id }) => {
  const written = (props: Props = {}, platform?: PlatformProps): Manifest[] => manifests(props, platform);

  it('has the name of its id, or another', () => {
    const names = written({ name: 'nightly' }).map(({ metadata }) => metadata.name);

    expect(new Set(names)).toEqual(new Set(['nightly', 'nightly-alerts']));
    expect(podSpec(written({ name: 'nightly' })).serviceAccountName).toBe('nightly');
  });

  it('runs as often, at the time and as long as it is told', () => {
    const props = { every: Duration.hours(4), startingAt: '02:30', deadline: Duration.minutes(90) };
    const { schedule, jobTemplate } = cronSpec(written(props));

    expect(schedule).toBe('30 2-23/4 * * *');
    expect(jobTemplate.spec.activeDeadlineSeconds).toBe(5400);
  });

  it('has a folder of the bucket for itself', () => {
    const { chart } = stage();
    const props = { destination: BackupDestination.s3('acme', { region: 'eu-west-1', prefix: 'cluster-1' }) };
    const first = addTo(chart, { ...props, name: 'first' });
    const message = messageOf(() => addTo(new Construct(chart, 'other'), { ...props, name: 'second' }));
    expect(message).toBe(`[shop/other/${id}] 'destination.prefix' must name a folder of the bucket that no other `
      + `backup has, and ${first.node.path} has it, got "cluster-1"; `
      + 'give each a prefix of its own, such as cluster-1/etcd');
  });

  it.each<[string, BackupDestination, BackupDestination]>([
    ['who writes to it', s3At('https://s3.example.com'), s3At('https://s3.example.com', { credentials: KEYS })],
    ['how its server is written', s3At('https://s3.example.com'), s3At('https://s3.example.com:443')],
    ['what its region is called', s3At(undefined), s3At(undefined, { region: 'eu-west-2' })],
    ['how Amazon is reached', s3At(undefined), s3At('https://s3.dualstack.eu-west-1.amazonaws.com')],
    ['who writes to Azure', azureAt('acme'), azureAt('acme', { credentials: KEYS })],
    ['who writes to Google', gcsAs({}), gcsAs({ credentials: KEYS })],
  ])('has a folder of the bucket for itself, whatever is said of %s', (_, destination, same) => {
    const { chart } = stage();
    addTo(chart, { destination, name: 'first' });

    expect(() => addTo(new Construct(chart, 'other'), { destination: same, name: 'second' }))
      .toThrow(/destination.prefix' must name a folder of the bucket that no other backup has/);
  });

  it.each<[string, BackupDestination, BackupDestination]>([
    ['servers', s3At('https://s3.example.com'), s3At('https://s3.example.com:9000')],
    ['providers', s3At(undefined), gcsAs({})],
    ['accounts', azureAt('acme'), azureAt('other')],
  ])('shares the names of bucket and folder with backups at other %s', (_, destination, other) => {
    const { chart } = stage();
    addTo(chart, { destination, name: 'first' });

    expect(() => addTo(new Construct(chart, 'other'), { destination: other, name: 'second' })).not.toThrow();
  });

  it('starts late by half of the time to the next run at most', () => {
    expect(cronSpec(written(HOURLY)).startingDeadlineSeconds).toBe(1800);
  });

  it('keeps backups for as many days as it is told', () => {
    const { bucketLifecycle } = make({ retention: Duration.hours(48) });

    expect(JSON.parse(bucketLifecycle).Rules[0].Expiration).toEqual({ Days: 2 });
  });

  it.each<[string, Props, number]>([
    ['every and deadline', { every: Duration.hours(12), deadline: HOUR }, 13 * 3600],
    ['the longest month and deadline', { every: Duration.days(30), retention: Duration.days(90) }, 31 * 86400 + 3600],
    ['what is promised', { every: Duration.hours(12), recoveryPointObjective: Duration.days(2) }, 2 * 86400],
  ])('alerts where the newest backup is older than %s', (_, props, seconds) => {
    const stale = rulesOf(written(props)).find(({ alert }) => alert === `${kind}Stale`);

    expect(stale?.expr).toMatch(new RegExp(`> ${seconds}$`));
  });

  it('encrypts with a key that only its file holds', () => {
    const spec = podSpec(written({ encryptionKey: SecretKey.of('backup-key', 'passphrase') }));
    const upload = step(spec, 'upload');

    expect(variables(upload)).toMatchObject({
      RCLONE_CONFIG_STORE_TYPE: 'crypt',
      RCLONE_CONFIG_STORE_FILENAME_ENCRYPTION: 'off',
      RCLONE_CONFIG_STORE_DIRECTORY_NAME_ENCRYPTION: 'false',
      RCLONE_CONFIG_STORE_REMOTE: `BUCKET:acme-backups/shop/${id}`,
      ENCRYPTION_KEY_FILE: '/encryption/passphrase',
    });
    expect(upload.volumeMounts).toContainEqual({ name: 'encryption', mountPath: '/encryption', readOnly: true });
    expect(spec.volumes).toContainEqual(
      secretVolume('encryption', 'backup-key', 'passphrase'),
    );
  });

  it('sets aside twice its size, and a little more', () => {
    const spec = podSpec(written({ size: Size.mebibytes(1000) }));

    expect(spec.volumes).toContainEqual({ name: 'backup', emptyDir: { sizeLimit: '1000Mi' } });
    expect(stepsOf(spec).map(({ resources }) => resources.limits['ephemeral-storage']))
      .toEqual(stepsOf(spec).map(() => '2256Mi'));
  });

  it('gives each step the resources that it is told', () => {
    const resources = Resources.guaranteed(Cpu.units(2), Size.gibibytes(4));

    for (const container of stepsOf(podSpec(written({ resources })))) {
      expect(container.resources.requests).toMatchObject({ cpu: '2', memory: '4Gi' });
      expect(container.resources.limits).toMatchObject({ cpu: '2', memory: '4Gi' });
    }
  });

  it('says why it has no limit of CPU, and so does its drill', () => {
    const resources = Resources.withoutCpuLimit(WHY, { cpuRequest: Cpu.units(1), memory: Size.gibibytes(1) });
    const add = kind === 'EtcdBackup' ? addEtcd : addPostgres;
    const found = render((chart) => { add(chart, { resources }).rehearse(WEEKLY); });

    for (const name of [id, `${id}-drill`]) {
      const { annotations } = named(found, 'CronJob', name).metadata;
      expect(annotations).toMatchObject({ 'preflight/waive.has-cpu-limit': WHY });
    }
  });

  it('transfers with another image', () => {
    const spec = podSpec(written({ transferImage: 'ghcr.io/acme/rclone:1.2.3' }));

    expect(step(spec, 'upload').image).toBe('ghcr.io/acme/rclone:1.2.3');
    expect(stepsOf(spec).map(({ image }) => image)).not.toContain(Images.RCLONE);
  });

  it('pulls every image through the registries of the platform', () => {
    const registries = { 'docker.io': 'mirror.acme.io', 'gcr.io/etcd-development': 'mirror.acme.io/etcd' };
    const images = stepsOf(podSpec(written({}, { registries }))).map(({ image }) => image);

    expect(images.filter((image) => !image.startsWith('mirror.acme.io/'))).toEqual([]);
  });

  it('leads to another page of instructions', () => {
    const [first] = rulesOf(written({ runbook: 'https://wiki.acme.io/backups' }));

    expect(first.annotations.runbook_url).toBe(`https://wiki.acme.io/backups#${first.alert.toLowerCase()}`);
  });

  it('writes a PrometheusRule where Prometheus has an operator', () => {
    const metrics = MetricsFlavor.operator({ monitorLabels: { release: 'prom' } });
    const { metadata, spec } = only(written({}, { metrics }), 'PrometheusRule');

    expect(metadata).toMatchObject({ name: `${id}-alerts`, namespace: 'shop', labels: { release: 'prom' } });
    expect(spec.groups.map(({ name }: Manifest) => name)).toEqual([`shop-${id}`]);
  });

  it('tells whose it is, in labels and alerts', () => {
    const found = written({}, { ownership: { team: 'payments', costCenter: 'cc-42', owner: 'ada' } });

    for (const { metadata } of found) {
      expect(metadata.labels).toMatchObject({ 'team': 'payments', 'cost-center': 'cc-42', 'owner': 'ada' });
    }
    expect(rulesOf(found)[0].labels).toMatchObject({ team: 'payments', owner: 'ada' });
  });

  it.each<Refused>([
    ['no destination, as JavaScript can', { destination: undefined }, "'destination' must be of the class"
      + ' BackupDestination, got nothing; make it by BackupDestination.azureBlob, BackupDestination.gcs or'
      + ' BackupDestination.s3'],
    ['a name that is none', { name: 'Nightly' }, "'name' must be a DNS-1035 label (lower-case letters, digits and -, a"
      + ' letter first, at most 63), as Services need, got "Nightly"; change the id, or give a name'],
    ['a name that is too long', { name: 'n'.repeat(47) }, "'name' must have at most 46 characters: CronJobs may have"
      + ` 52, and its drill has six more, got "${'n'.repeat(47)}"; give a shorter name`],
    ['a rhythm that cron has not', { every: Duration.hours(5) },
      `'every' must ${RHYTHM}, got "5 hours"; ${RHYTHM_REMEDY}`],
    ['a rhythm of minutes', { every: Duration.minutes(90) },
      `'every' must ${RHYTHM}, got "1 hour 30 minutes"; ${RHYTHM_REMEDY}`],
    ['a time that is none', { startingAt: '24:00' },
      "'startingAt' must be a time of day, HH:MM, got \"24:00\"; write it like 02:30, in UTC"],
    ['a deadline as long as the interval', { every: HOUR, deadline: HOUR }, "'deadline' must be shorter than every,"
      + ' 3600'
      + ' seconds, or a run would still be there when the next one is due, got "3600 seconds"; back up more seldom, or'
      + ' give a run less time'],
    ['a deadline of no time', { deadline: Duration.seconds(9) }, "'deadline' must be whole seconds from 10 to 604800,"
      + ' got "9 seconds"; give a duration within the range, such as Duration.seconds(30)'],
    ['a retention that ends before the next run', { every: Duration.days(7), retention: Duration.days(6) },
      "'retention' must be at least 1209600 seconds, twice as long as from one to the next, or a run that fails would"
      + ' leave none, got "518400 seconds"; keep backups longer'],
    ['a retention shorter than a long month', { every: Duration.days(30) }, "'retention' must be at least 5356800"
      + ' seconds, twice as long as from one to the next, or a run that fails would leave none, got'
      + ' "2592000 seconds"; keep backups longer'],
    ['a retention of a day and a half', { every: Duration.hours(6), retention: Duration.hours(36) },
      "'retention' must be whole days, at most" + ` 2147483647, got "129600 seconds"; ${DAYS_REMEDY}`],
    ['a retention that no bucket can count', { retention: Duration.days(2 ** 31) }, "'retention' must be whole days, at"
      + ` most 2147483647, got "185542587187200 seconds"; ${DAYS_REMEDY}`],
    ['a promise that the schedule cannot keep', { ...HOURLY, recoveryPointObjective: HOUR },
      "'recoveryPointObjective' must be at least 4200 seconds, which is every and"
      + ' deadline together, got "3600 seconds"; back up more often, or promise less'],
    ['a size of a fraction', { size: Size.kibibytes(1536) },
      `'size' must ${SIZE}, got "1536Ki"; write Size.gibibytes(10)`],
    ['a size of nothing', { size: Size.mebibytes(0) }, `'size' must ${SIZE}, got "0Mi"; write Size.gibibytes(10)`],
    ['a size that no node has', { size: Size.pebibyte(2) }, `'size' must ${SIZE}, got "2Pi"; write Size.gibibytes(10)`],
    ['an encryption key that is none', { encryptionKey: SecretKey.of('Key', 'k') },
      "'encryptionKey.secretName' must be a DNS-1123 subdomain (lower-case letters, digits, - and ., at most 253), got"
      + ' "Key"; choose such a name'],
    ['a transfer image without a tag', { transferImage: 'rclone' }, "'transferImage' must name a tag other than latest,"
      + ' or a digest, got "rclone"; pin the version, or a restart may run other code than the pod beside it'],
    ['a runbook that no file can hold', { runbook: '\ud800' }, "'runbook' must be valid Unicode text, got \"\\ud800\";"
      + ' remove the unpaired surrogate'],
  ])('refuses %s', (_, props, complaint) => {
    expect(messageOf(() => make(props))).toBe(`[shop/${id}] ${complaint}`);
  });

  it.each([
    ['every', { every: Duration.hours(5) }, `'rehearse.every' must be ${HOURS}, got "5 hours"; ${RHYTHM_REMEDY}`],
    ['startingAt', { startingAt: '3:00' },
      "'rehearse.startingAt' must be a time of day, HH:MM, got \"3:00\"; write it like 02:30, in UTC"],
    ['within', { every: HOUR, within: Duration.minutes(31) }, "'rehearse.within' must be at most half of every, for a"
      + ' rehearsal is given twice its objective, got "1860 seconds"; rehearse more seldom, or restore faster'],
    ['within', { within: Duration.seconds(9) }, "'rehearse.within' must be whole seconds from 10 to 604800, got"
      + ' "9 seconds"; give a duration within the range, such as Duration.seconds(30)'],
  ])('refuses a rehearsal with such a %s', (_, options, complaint) => {
    expect(messageOf(() => make({}).rehearse({ ...WEEKLY, ...options }))).toBe(`[shop/${id}/Drill] ${complaint}`);
  });

  it.each([
    [Duration.seconds(450), '*/5 * * * *', 150],
    [Duration.minutes(30), '*/20 * * * *', 600],
    [Duration.hours(6), '0 */4 * * *', HOUR.toSeconds()],
  ])('runs as seldom as an objective lets (%#)', (pointObjective, schedule, deadline) => {
    const timeObjective = Duration.hours(2);
    const objective = RecoveryObjective.of({ pointObjective, timeObjective, retention: Duration.days(70) });
    const given = written({ objective });
    const stale = rulesOf(given).find(({ alert }) => /Stale$/.test(alert))!;

    expect(cronSpec(given)).toMatchObject({
      schedule, jobTemplate: { spec: { activeDeadlineSeconds: deadline } },
    });
    expect(stale.expr).toContain(`> ${pointObjective.toSeconds()}`);
    expect(make({ objective }).bucketLifecycle).toContain('70');
    expect(written({}, { recoveryObjective: objective })).toEqual(given);
  });

  it('never runs more seldom than without an objective', () => {
    const objective = RecoveryObjective.of({
      pointObjective: Duration.days(35), timeObjective: HOUR, retention: Duration.days(70),
    });

    expect(cronSpec(written({ objective })).schedule).toBe(cronSpec(written()).schedule);
  });

  it('runs more often where a run may take longer', () => {
    const objective = RecoveryObjective.of({ pointObjective: Duration.hours(5), timeObjective: HOUR });

    expect(cronSpec(written({ objective })).schedule).toBe('0 */4 * * *');
    expect(cronSpec(written({ objective, deadline: Duration.hours(2) })).schedule).toBe('0 */3 * * *');
  });

  it.each([
    ['the shortest rhythm', {}, "'objective.pointObjective' must be at least 450 seconds, which is the shortest "
      + 'rhythm of'
      + ' backups and a run of it, got "60 seconds"; replicate what may not be lost, and give its backup an '
      + 'objective of'
      + ' its own'],
    ['the rhythm that is given', { every: HOUR }, "'objective.pointObjective' must be at least 5400 seconds, which is"
      + ' every and deadline together, got "60 seconds"; back up more often, or promise less'],
  ])('refuses an objective below %s', (_, props, complaint) => {
    expect(messageOf(() => make({ ...props, objective: RecoveryObjective.hot() }))).toBe(`[shop/${id}] ${complaint}`);
  });

  it('rehearses as its objective asks', () => {
    const drills = render((chart) => { addTo(chart).rehearse(); }, { recoveryObjective: RecoveryObjective.warm() });
    const { schedule, jobTemplate } = named(drills, 'CronJob', `${id}-drill`).spec;

    expect([schedule, jobTemplate.spec.activeDeadlineSeconds]).toEqual(['0 3 * * 0', 8 * 3600]);
  });

  it('refuses a rehearsal of which nobody says how often it is', () => {
    expect(messageOf(() => make({}).rehearse())).toBe(`[shop/${id}/Drill] 'rehearse.every' must be given where neither`
      + ' the backup nor its platform has a recovery objective, got nothing; give both every and within, or '
      + 'objective of'
      + ' the backup');
  });

  it('refuses a second rehearsal', () => {
    const backup = make({});
    backup.rehearse(WEEKLY);

    expect(messageOf(() => backup.rehearse(WEEKLY))).toBe(`[shop/${id}] 'rehearse' must be called once, got "a second`
      + ` call for ${id}"; remove this call, or ask everything in one`);
  });

  it('refuses objects of another construct', () => {
    const message = messageOf(() => make({}).patch(make({ name: 'other' }).cronJob));

    expect(message).toMatch(`[shop/${id}] 'patch' must be given an object of shop/${id}`);
  });
});

describe('a namespace with backups', () => {
  it('has room for one pod of each, whose steps run one after the other', () => {
    const found = render((chart) => {
      new ProductionNamespace(chart, 'shop');
      addPostgres(chart, { databases: ['orders', 'stock'], size: Size.mebibytes(384) }).rehearse(WEEKLY);
    });

    expect(only(found, 'ResourceQuota').spec.hard).toEqual({
      'pods': '2',
      'requests.cpu': '200m',
      'limits.cpu': '2',
      'requests.memory': '2Gi',
      'limits.memory': '2Gi',
      'requests.ephemeral-storage': '2Gi',
      'limits.ephemeral-storage': '2Gi',
    });
  });

  it('has room for a server beside what asks it', () => {
    const found = render((chart) => {
      new ProductionNamespace(chart, 'shop', { podSecurity: PodSecurity.privileged('etcd backups') });
      addEtcd(chart, { size: Size.mebibytes(384) }).rehearse(WEEKLY);
    });

    expect(only(found, 'ResourceQuota').spec.hard).toMatchObject({
      'pods': '2', 'requests.cpu': '300m', 'limits.memory': '3Gi', 'limits.ephemeral-storage': '3Gi',
    });
  });
});

describe('a destination with a folder of its own', () => {
  it('is where backup, drill and lifecycle look', () => {
    const destination = BackupDestination.s3('acme-backups', { region: 'eu-west-1', prefix: 'prod/etcd' });
    const found = render((chart) => { addEtcd(chart, { destination }).rehearse(WEEKLY); });

    for (const [name, first] of [['etcd', 'prepare'], ['etcd-drill', 'fetch']]) {
      const spec = named(found, 'CronJob', name).spec.jobTemplate.spec.template.spec;
      expect(variables(step(spec, first)).RCLONE_CONFIG_STORE_REMOTE).toBe('BUCKET:acme-backups/prod/etcd');
    }
    expect(JSON.parse(makeEtcd({ destination }).bucketLifecycle).Rules[0].Filter).toEqual({ Prefix: 'prod/etcd/' });
  });
});

function s3At(endpoint: string | undefined, options: Partial<S3Options> = {}): BackupDestination {
  return BackupDestination.s3('acme', { region: 'eu-west-1', prefix: 'cluster-1', endpoint, ...options });
}

function azureAt(account: string, options: Partial<AzureBlobOptions> = {}): BackupDestination {
  return BackupDestination.azureBlob('acme', { account, prefix: 'cluster-1', ...options });
}

function gcsAs(options: GcsOptions): BackupDestination {
  return BackupDestination.gcs('acme', { prefix: 'cluster-1', ...options });
}
