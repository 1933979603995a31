import { Duration } from 'cdk8s';
import {
  Config, Environment, JobAlerts, JobConcurrency, KubernetesApi, MetricsFlavor, PlatformProps, ProductionNamespace,
  ProductionService, Resources, ScheduledJob, ScheduledJobProps,
} from '../../../src';
import { messageOf } from '../../support/errors';
import { IMAGE, only, render } from '../../support/render';
import { Manifest, MINORS, schemaProblems } from '../../support/schemas';

const WHY = 'there is a reason';
const DAILY = '30 2 * * *';

describe('ScheduledJob by default', () => {
  const found = job();

  it('writes four objects: nobody calls it, and no budget could hold its pods', () => {
    expect(found.map(({ kind }) => kind)).toEqual(['ServiceAccount', 'CronJob', 'NetworkPolicy', 'ConfigMap']);
  });

  it('starts each run once, within half an hour, and ends it before the next one', () => {
    const { jobTemplate, ...spec } = only(found, 'CronJob').spec;
    expect(spec).toEqual({
      schedule: DAILY,
      timeZone: 'Etc/UTC',
      concurrencyPolicy: 'Forbid',
      startingDeadlineSeconds: 1800,
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 3,
    });
    const { template, ...ofJob } = jobTemplate.spec;
    expect(ofJob).toEqual({
      activeDeadlineSeconds: 3600,
      backoffLimit: 2,
      podFailurePolicy: {
        rules: [{ action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] }],
      },
      podReplacementPolicy: 'Failed',
    });
    expect(template.spec.restartPolicy).toBe('Never');
  });

  it('is hardened and measured as every workload, and asked nothing', () => {
    expect(podOf(found)).toEqual({
      automountServiceAccountToken: false,
      containers: [{
        name: 'report',
        image: IMAGE,
        imagePullPolicy: 'Always',
        resources: {
          requests: { 'cpu': '250m', 'memory': '256Mi', 'ephemeral-storage': '64Mi' },
          limits: { 'cpu': '1', 'memory': '256Mi', 'ephemeral-storage': '128Mi' },
        },
        securityContext: {
          allowPrivilegeEscalation: false,
          capabilities: { drop: ['ALL'] },
          privileged: false,
          readOnlyRootFilesystem: true,
          runAsNonRoot: true,
        },
        volumeMounts: [{ mountPath: '/tmp', name: 'tmp' }],
      }],
      enableServiceLinks: false,
      restartPolicy: 'Never',
      securityContext: {
        fsGroup: 10001,
        fsGroupChangePolicy: 'OnRootMismatch',
        runAsGroup: 10001,
        runAsNonRoot: true,
        runAsUser: 10001,
        seccompProfile: { type: 'RuntimeDefault' },
      },
      serviceAccountName: 'report',
      volumes: [{ name: 'tmp', emptyDir: { sizeLimit: '64Mi' } }],
    });
  });

  it('lets nobody in', () => {
    expect(only(found, 'NetworkPolicy').spec).toMatchObject({
      podSelector: { matchLabels: { 'app.kubernetes.io/instance': 'report' } },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [],
    });
  });

  it.each(MINORS)('is valid on %s', (kubernetesVersion) => {
    const manifests = [{}, { metrics: MetricsFlavor.operator() }]
      .flatMap((platform) => job({}, { ...platform, kubernetesVersion }));
    expect(manifests.flatMap((manifest) => schemaProblems(kubernetesVersion, manifest))).toEqual([]);
  });

  it('says nothing of replacements on 1.28, which does not know them', () => {
    expect(jobOf(job({}, { kubernetesVersion: '1.28' }))).not.toHaveProperty('podReplacementPolicy');
  });
});

describe('its props', () => {
  it('change when it runs, how often it is tried, and what stays', () => {
    const { jobTemplate, ...spec } = only(job({
      schedule: '0 6 * * mon-fri',
      timeZone: 'Europe/Berlin',
      concurrency: JobConcurrency.replace(),
      deadline: Duration.minutes(20),
      startingDeadline: Duration.minutes(5),
      backoffLimit: 0,
      failOnExitCodes: [78, 2],
      successfulJobsHistoryLimit: 0,
      failedJobsHistoryLimit: 1,
    }), 'CronJob').spec;
    expect(spec).toEqual({
      schedule: '0 6 * * mon-fri',
      timeZone: 'Europe/Berlin',
      concurrencyPolicy: 'Replace',
      startingDeadlineSeconds: 300,
      successfulJobsHistoryLimit: 0,
      failedJobsHistoryLimit: 1,
    });
    expect(jobTemplate.spec).toMatchObject({
      activeDeadlineSeconds: 1200,
      backoffLimit: 0,
      podFailurePolicy: {
        rules: [
          { action: 'Ignore' },
          { action: 'FailJob', onExitCodes: { containerName: 'report', operator: 'In', values: [2, 78] } },
        ],
      },
    });
  });

  it('change its pods', () => {
    const pod = podOf(job({
      resources: Resources.small(),
      terminationGracePeriod: Duration.minutes(2),
      priorityClassName: 'batch',
      command: ['/bin/report'],
      args: ['--all'],
      env: { LEVEL: 'info' },
    }));
    expect(pod).toMatchObject({
      terminationGracePeriodSeconds: 120,
      priorityClassName: 'batch',
      containers: [{ command: ['/bin/report'], args: ['--all'], env: [{ name: 'LEVEL', value: 'info' }] }],
    });
    expect(pod.containers[0].resources.requests.cpu).toBe('100m');
  });

  it.each([
    ['*/5 * * * *', 300, 150],
    ['0 * * * *', 3600, 1800],
    ['* * * * *', 60, 30],
  ])('of %s give it the time until the next run, and half of it to start', (schedule, deadline, startingDeadline) => {
    const { spec } = only(job({ schedule }), 'CronJob');
    expect(spec.jobTemplate.spec.activeDeadlineSeconds).toBe(deadline);
    expect(spec.startingDeadlineSeconds).toBe(startingDeadline);
  });

  it('let it run in some environments alone, and say so where it does not', () => {
    const runsIn = [Environment.PRODUCTION];
    const [here, there] = [Environment.PRODUCTION, Environment.STAGING]
      .map((environment) => only(job({ runsIn }, { environment }), 'CronJob'));
    expect(here.spec).not.toHaveProperty('suspend');
    expect(there.spec.suspend).toBe(true);
    expect(there.metadata.annotations).toEqual({ 'preflight/suspended': 'it runs in production alone' });
  });

  it('suspend it with a reason, and then nothing is told of runs that there are none of', () => {
    const found = job({ suspend: WHY });
    expect(only(found, 'CronJob').metadata.annotations).toEqual({ 'preflight/suspended': WHY });
    expect(alertsOf(found)).toEqual(['ScheduledJobFailed', 'ScheduledJobMissing', 'ScheduledJobSlow']);
  });

  it('leave no alert where somebody else notices', () => {
    const found = job({ alerts: JobAlerts.none(WHY) });
    expect(found.filter(({ kind }) => kind === 'ConfigMap')).toEqual([]);
    expect(only(found, 'CronJob').metadata.annotations).toMatchObject({ 'preflight/omitted.ScheduledJobLate': WHY });
  });

  it('record that runs may overlap', () => {
    const [{ metadata }] = job({ concurrency: JobConcurrency.allow(WHY), deadline: Duration.days(2) })
      .filter(({ kind }) => kind === 'CronJob');
    expect(metadata.annotations).toEqual({ 'preflight/waive.cron-job-does-not-overlap': WHY });
  });

  it.each([
    ['one pod', JobConcurrency.forbid(), '1'],
    ['two pods while one is replaced', JobConcurrency.replace(), '2'],
    ['a pod for each run that goes on', JobConcurrency.allow(WHY), '4'],
  ])('let the quota of the namespace hold %s', (_, concurrency, pods) => {
    const manifests = render((chart) => {
      const props = { image: IMAGE, schedule: '*/10 * * * *', concurrency };
      const deadline = Duration.minutes(concurrency._overlaps ? 30 : 10);
      new ScheduledJob(new ProductionNamespace(chart, 'jobs'), 'report', { ...props, deadline });
    });
    expect(only(manifests, 'ResourceQuota').spec.hard.pods).toBe(pods);
  });
});

describe('its verbs', () => {
  const manifests = render((chart) => {
    const ledger = new ProductionService(chart, 'ledger', { image: IMAGE });
    const report = new ScheduledJob(chart, 'report', {
      image: IMAGE, schedule: DAILY, config: Config.environment({ LEVEL: 'info' }),
    });
    report.dependsOn(ledger, { addressAs: 'LEDGER_ADDR' });
    report.mountSecret('report-db', '/etc/db');
    report.addInitContainer('prepare', { image: IMAGE });
    report.addSidecar('proxy', { image: IMAGE, port: 9000 });
    report.callKubernetesApi();
    report.allowNetBindService();
  }, { kubernetesApi: KubernetesApi.at({ cidrs: ['10.0.0.0/28'] }) });

  it('change the pods of its runs', () => {
    const { spec } = only(manifests, 'CronJob').spec.jobTemplate.spec.template;
    expect(spec.automountServiceAccountToken).toBe(false);
    expect(spec.volumes.map(({ name }: Manifest) => name)).toContain('kube-api-access');
    expect(spec.initContainers.map(({ name, restartPolicy }: Manifest) => [name, restartPolicy]))
      .toEqual([['prepare', undefined], ['proxy', 'Always']]);
    expect(spec.containers[0]).toMatchObject({
      env: [{ name: 'LEDGER_ADDR', value: 'ledger:80' }],
      envFrom: [{ configMapRef: { name: 'report' } }],
      securityContext: { capabilities: { add: ['NET_BIND_SERVICE'] } },
      volumeMounts: ['/tmp', '/etc/db', '/var/run/secrets/kubernetes.io/serviceaccount']
        .map((mountPath) => ({ mountPath })),
    });
  });

  it('open flows on both sides, and its pods are behind no Service', () => {
    const to = { podSelector: { matchLabels: { 'app.kubernetes.io/instance': 'ledger' } } };
    const of = { podSelector: { matchLabels: { 'app.kubernetes.io/instance': 'report' } } };
    expect(only(manifests, 'NetworkPolicy', 'report').spec.egress).toContainEqual({
      to: [to], ports: [{ port: 8080, protocol: 'TCP' }],
    });
    expect(only(manifests, 'NetworkPolicy', 'ledger').spec.ingress).toContainEqual({
      from: [of], ports: [{ port: 8080, protocol: 'TCP' }],
    });
    const { labels } = only(manifests, 'CronJob').spec.jobTemplate.spec.template.metadata;
    expect(Object.entries(only(manifests, 'Service').spec.selector).filter(([key, value]) => labels[key] !== value))
      .not.toEqual([]);
  });

  it('refuse a sidecar on 1.28, beside which no run would ever end', () => {
    expect(messageOf(() => render((chart) => {
      new ScheduledJob(chart, 'report', { image: IMAGE, schedule: DAILY }).addSidecar('proxy', { image: IMAGE });
    }, { kubernetesVersion: '1.28' }))).toBe("[shop/report] 'addSidecar' must be called for jobs from Kubernetes 1.29 "
      + 'on, or the sidecar would keep the pod from ever ending, got "Kubernetes 1.28"; let the main process do it, '
      + 'or raise kubernetesVersion');
  });

  it.each([
    [{ spec: { schedule: '0 0 * * *' } }, 'spec.schedule', 'schedule'],
    [{ spec: { timeZone: 'Etc/GMT' } }, 'spec.timeZone', 'timeZone'],
    [{ spec: { jobTemplate: { spec: { activeDeadlineSeconds: 5 } } } },
      'spec.jobTemplate.spec.activeDeadlineSeconds', 'deadline'],
    [{ spec: { startingDeadlineSeconds: 5 } }, 'spec.startingDeadlineSeconds', 'startingDeadline'],
    [{ spec: { concurrencyPolicy: 'Allow' } }, 'spec.concurrencyPolicy', 'concurrency'],
    [{ spec: { suspend: false } }, 'spec.suspend', 'suspend or runsIn'],
  ])('refuse the patch %j of what alerts and quotas go by', (document, field, prop) => {
    const message = messageOf(() => render((chart) => {
      const report = new ScheduledJob(chart, 'report', { image: IMAGE, schedule: DAILY, suspend: 'it moves' });
      report.mergePatch(report.cronJob, document);
    }));
    expect(message).toContain(`'mergePatch' must let '${field}' stay`);
    expect(message).toContain('alerts and quotas are computed from it, got');
    expect(message).toContain(`change it by ${prop} instead`);
  });

  it.each([
    [{ spec: { failedJobsHistoryLimit: 0 } }, "'spec.failedJobsHistoryLimit' be a whole number from 1 to 100"],
    [{ spec: { successfulJobsHistoryLimit: -1 } }, "'spec.successfulJobsHistoryLimit' be a whole number from 0 to 100"],
    [{ spec: { jobTemplate: { spec: { ttlSecondsAfterFinished: 0 } } } },
      "'spec.jobTemplate.spec.ttlSecondsAfterFinished' be a whole number from 600 "],
    [{ spec: { jobTemplate: { spec: { backoffLimit: 101 } } } },
      "'spec.jobTemplate.spec.backoffLimit' be a whole number from 0 to 100"],
  ])('refuse the patch %j of what they would refuse', (document, expected) => {
    expect(messageOf(() => render((chart) => {
      const report = new ScheduledJob(chart, 'report', { image: IMAGE, schedule: DAILY });
      report.mergePatch(report.cronJob, document);
    }))).toContain(`'mergePatch' must let ${expected}`);
  });
});

describe('its errors', () => {
  const five = "write it like '30 2 * * *': minute, hour, day of the month, month, day of the week";
  it.each<[Partial<ScheduledJobProps>, string]>([
    [{ schedule: '0 0 2 * * *' }, "'schedule' must be five fields with one space between them, got \"0 0 2 * * *\"; "
      + 'leave out the seconds, of which cron knows nothing'],
    [{ schedule: '30 2 * *' }, `'schedule' must be five fields with one space between them, got "30 2 * *"; ${five}`],
    ...['0  4 * * *', ' 0 4 * * *', '0 4 * * *\t'].map((schedule): [Partial<ScheduledJobProps>, string] => [
      { schedule }, "'schedule' must be five fields with one space between them, got "
        + `${JSON.stringify(schedule)}; write '0 4 * * *'`,
    ]),
    [{ schedule: '0  4 * *' }, `'schedule' must be five fields with one space between them, got "0  4 * *"; ${five}`],
    [{ schedule: '0 4 * * 1,7' }, "'schedule' must be five fields that cron can read, got \"0 4 * * 1,7\"; write 0 for "
      + "Sunday: '0 4 * * 1,0'"],
    [{ schedule: '0 4 * * 1-7' }, "'schedule' must be five fields that cron can read, got \"0 4 * * 1-7\"; count the "
      + 'days of the week from 0, Sunday, to 6'],
    [{ schedule: '61 2 * * *' }, `'schedule' must be five fields that cron can read, got "61 2 * * *"; ${five}`],
    [{ schedule: '0 0 30 2 *' }, "'schedule' must name a day that there is, got \"0 0 30 2 *\"; look at its day and "
      + 'its month'],
    [{ schedule: '@every 1h' }, "'schedule' must be five fields, which say at what time it starts, got \"@every 1h\"; "
      + five],
    [{ schedule: '@daily' }, "'schedule' must be five fields, which say at what time it starts, got \"@daily\"; write "
      + "'0 0 * * *'"],
    [{ schedule: 'TZ=Europe/Berlin 0 2 * * *' }, "'schedule' must say nothing of a time zone, which the API server "
      + 'refuses there, got "TZ=Europe/Berlin 0 2 * * *"; give it as timeZone'],
    [{ timeZone: 'Berlin' }, "'timeZone' must be a time zone of the IANA database, got \"Berlin\"; write it like "
      + 'Europe/Berlin, or Etc/UTC'],
    [{ schedule: '0 * * * *', deadline: Duration.hours(2) }, "'deadline' must be at most the shortest time between two "
      + 'runs, 3600 seconds, or one keeps the next away, got "7200 seconds"; give a run less time, start it more '
      + 'seldom, or let runs overlap by JobConcurrency.allow(reason)'],
    [{ timeZone: 'Europe/Berlin', deadline: Duration.days(1) }, "'deadline' must be at most the shortest time between "
      + 'two runs, 3600 seconds, or one keeps the next away, got "86400 seconds"; give a run less time, start it '
      + 'by a clock that is never set, such as Etc/UTC, or let runs overlap by JobConcurrency.allow(reason)'],
    [{ schedule: '0 4 * * *', timeZone: 'Europe/Berlin', deadline: Duration.days(1) }, "'deadline' must be at most the "
      + 'shortest time between two runs, 82800 seconds, or one keeps the next away, got "86400 seconds"; give a run '
      + 'less time, start it by a clock that is never set, such as Etc/UTC, or let runs overlap by '
      + 'JobConcurrency.allow(reason)'],
    [{ startingDeadline: Duration.seconds(5) }, "'startingDeadline' must be whole seconds from 10 to 2592000, got \"5 "
      + 'seconds"; give a duration within the range, such as Duration.seconds(30)'],
    [{ name: 'r'.repeat(53) }, "'name' must have at most 52 characters, for those of its Jobs have eleven more, got "
      + `"${'r'.repeat(53)}"; give a shorter name`],
    [{ failedJobsHistoryLimit: 0 }, "'failedJobsHistoryLimit' must be a whole number from 1 to 100, got 0; give a "
      + 'number within the range'],
    [{ failOnExitCodes: [0] }, "'failOnExitCodes' must be a whole number from 1 to 255, got 0; give a number within "
      + 'the range'],
    [{ failOnExitCodes: [3, 3] }, "'failOnExitCodes' must name each code once, got 3; remove one of the two"],
    [{ runsIn: [] }, "'runsIn' must name an environment, got []; give the reason as suspend"],
    [{ suspend: ' ' }, "'suspend' must say why, got \" \"; write the reason, it appears in the readiness report"],
    [{ suspend: true as unknown as string }, "'suspend' must be text, got true; write why, as text"],
  ])('refuse %j', (props, message) => {
    expect(messageOf(() => job(props))).toBe(`[shop/report] ${message}`);
  });
});

function job(props: Partial<ScheduledJobProps> = {}, platform?: PlatformProps): Manifest[] {
  return render((chart) => {
    new ScheduledJob(chart, 'report', { image: IMAGE, schedule: DAILY, ...props });
  }, platform);
}

function jobOf(manifests: Manifest[]): Manifest {
  return only(manifests, 'CronJob').spec.jobTemplate.spec;
}

function podOf(manifests: Manifest[]): Manifest {
  return jobOf(manifests).template.spec;
}

function alertsOf(manifests: Manifest[]): string[] {
  const { data } = only(manifests, 'ConfigMap', 'report-alerts');
  return [...data['report-alerts.rules.yaml'].matchAll(/alert: (\w+)/g)].map(([, name]) => name).sort();
}
