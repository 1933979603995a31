import { ApiObject, Duration, JsonPatch } from 'cdk8s';
import {
  BatchJob, BatchJobProps, Config, JobAlerts, MetricsFlavor, PlatformProps, ProductionNamespace, Provider, SpotNodes,
} from '../../../src';
import { messageOf } from '../../support/errors';
import { IMAGE, only, render } from '../../support/render';
import { Manifest, MINORS, schemaProblems } from '../../support/schemas';

const WHY = 'there is a reason';
const NAME = /^thumbs-[0-9a-f]{8}$/;

describe('BatchJob by default', () => {
  const found = job();

  it('writes four objects', () => {
    expect(found.map(({ kind }) => kind)).toEqual(['ServiceAccount', 'Job', 'NetworkPolicy', 'ConfigMap']);
  });

  it('runs one pod, for an hour at most, and stays for three days', () => {
    const { spec: { template, ...spec }, metadata } = only(found, 'Job');
    expect(metadata.name).toMatch(NAME);
    expect(spec).toEqual({
      activeDeadlineSeconds: 3600,
      backoffLimit: 2,
      completions: 1,
      parallelism: 1,
      podFailurePolicy: {
        rules: [{ action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] }],
      },
      podReplacementPolicy: 'Failed',
      ttlSecondsAfterFinished: 259_200,
    });
    expect(template.metadata.labels).toMatchObject({ 'app.kubernetes.io/instance': 'thumbs' });
    expect(template.spec).toMatchObject({ restartPolicy: 'Never', serviceAccountName: 'thumbs' });
  });

  it('tells of a Job that failed, whatever digits its name ends with', () => {
    const { data } = only(found, 'ConfigMap');
    expect(data['thumbs-alerts.rules.yaml']).toContain(
      'kube_job_failed{namespace="shop",job_name=~"thumbs-[0-9a-f]{8}",condition="true"}',
    );
  });

  it.each(MINORS)('is valid on %s, as an indexed one is', (kubernetesVersion) => {
    const manifests = [{}, { indexed: true, completions: 5, parallelism: 2, failOnExitCodes: [3] }]
      .flatMap((props) => job(props, { kubernetesVersion, metrics: MetricsFlavor.operator() }));
    expect(manifests.flatMap((manifest) => schemaProblems(kubernetesVersion, manifest))).toEqual([]);
  });
});

describe('its name', () => {
  it.each<[string, Partial<BatchJobProps>]>([
    ['image', { image: `${IMAGE.split('@')[0]}0` }],
    ['arguments', { args: ['--all'] }],
    ['configuration', { config: Config.environment({ LEVEL: 'info' }) }],
    ['number of completions', { completions: 2 }],
    ['exit codes', { failOnExitCodes: [2] }],
    ['run', { run: '2026-11' }],
  ])('changes with the %s, which nobody can change in a cluster', (_, props) => {
    expect(nameOf(props)).not.toBe(nameOf());
  });

  it.each<[string, PlatformProps]>([
    ['ownership', { ownership: { team: 'shop' } }],
    ['registries', { registries: { [IMAGE.split('/')[0]]: 'mirror.acme.io' } }],
  ])('changes with the %s of the platform', (_, platform) => {
    expect(only(job({}, platform), 'Job').metadata.name).not.toBe(nameOf());
  });

  it.each<[string, Partial<BatchJobProps>]>([
    ['deadline', { deadline: Duration.hours(2) }],
    ['time that it stays', { ttlAfterFinished: Duration.hours(2) }],
    ['number of tries', { backoffLimit: 5 }],
  ])('stays with another %s, which may be applied to the Job that is there', (_, props) => {
    expect(nameOf(props)).toBe(nameOf());
  });

  it.each([
    JsonPatch.add('/spec/template/spec/hostname', 'a'),
    JsonPatch.add('/spec/managedBy', 'kueue.x-k8s.io/multikueue'),
    JsonPatch.add('/spec/selector', { matchLabels: { run: 'a' } }),
    JsonPatch.add('/spec/successPolicy', { rules: [{ succeededCount: 1 }] }),
  ])('changes with the patch %j of what nobody may change', (operation) => {
    expect(patchedName(operation)).not.toBe(nameOf());
  });

  it.each([
    JsonPatch.add('/metadata/labels/tier', 'batch'), JsonPatch.add('/spec/suspend', true),
  ])('stays with the patch %j', (operation) => {
    expect(patchedName(operation)).toBe(nameOf());
  });

  it('is nothing to patch', () => {
    expect(messageOf(() => render((chart) => {
      const thumbs = new BatchJob(chart, 'thumbs', { image: IMAGE });
      thumbs.patch(thumbs.job, JsonPatch.replace('/metadata/name', 'other'));
    }))).toContain("must let 'metadata.name' stay \"thumbs\"");
  });

  it.each<[JsonPatch, string]>([
    [JsonPatch.replace('/spec/ttlSecondsAfterFinished', 0),
      "'spec.ttlSecondsAfterFinished' be a whole number from 600 to 31536000"],
    [JsonPatch.replace('/spec/backoffLimit', 0), "'spec.backoffLimit' be at least 1 on spot nodes"],
    [JsonPatch.replace('/spec/backoffLimit', 101), "'spec.backoffLimit' be a whole number from 0 to 100"],
    [JsonPatch.add('/spec/backoffLimitPerIndex', 0), "'spec.backoffLimitPerIndex' be at least 1 on spot nodes"],
    [JsonPatch.add('/spec/backoffLimitPerIndex', 3), "'spec.backoffLimit' be at least backoffLimitPerIndex, 3, "],
  ])('takes no patch %j of what its props would refuse', (operation, expected) => {
    expect(messageOf(() => render((chart) => {
      const thumbs = new BatchJob(chart, 'thumbs', { image: IMAGE, spotNodes: SpotNodes.karpenter() });
      thumbs.patch(thumbs.job, operation);
    }))).toContain(`must let ${expected}`);
  });

  it('may go at once where nobody is told of it, or stay', () => {
    const patched = (operation: JsonPatch, alerts?: JobAlerts) => only(render((chart) => {
      const thumbs = new BatchJob(chart, 'thumbs', { image: IMAGE, alerts });
      thumbs.patch(thumbs.job, operation);
    }), 'Job').spec.ttlSecondsAfterFinished;
    expect(patched(JsonPatch.replace('/spec/ttlSecondsAfterFinished', 0), JobAlerts.none('somebody looks'))).toBe(0);
    expect(patched(JsonPatch.remove('/spec/ttlSecondsAfterFinished'))).toBeUndefined();
  });

  it('is the same however often it is rendered', () => {
    render((chart) => {
      const object = ApiObject.of(new BatchJob(chart, 'thumbs', { image: IMAGE }).job);
      expect(object.toJson()).toEqual(object.toJson());
    });
  });
});

describe('its props', () => {
  it('let each pod do a part of its own', () => {
    const { spec } = only(job({
      indexed: true, completions: 20, parallelism: 5, backoffLimitPerIndex: 1, maxFailedIndexes: 3,
    }), 'Job');
    expect(spec).toMatchObject({
      completionMode: 'Indexed', completions: 20, parallelism: 5, backoffLimitPerIndex: 1, maxFailedIndexes: 3,
    });
    expect(spec).not.toHaveProperty('backoffLimit');
  });

  it('limit the tries of all parts together too where both limits are given', () => {
    const { spec } = only(job({ indexed: true, completions: 20, backoffLimitPerIndex: 1, backoffLimit: 5 }), 'Job');
    expect(spec).toMatchObject({ backoffLimitPerIndex: 1, backoffLimit: 5 });
  });

  it.each([
    ['nobody is told of', JobAlerts.none(WHY)],
    ['somebody else is told of', JobAlerts.standard({ omit: { BatchJobFailed: WHY } })],
  ])('remove at once what %s', (_, alerts) => {
    expect(only(job({ alerts, ttlAfterFinished: Duration.seconds(0) }), 'Job').spec.ttlSecondsAfterFinished).toBe(0);
  });

  it('say what the run is called', () => {
    const { metadata } = only(job({ run: '2026-11' }), 'Job').spec.template;
    expect(metadata.annotations).toEqual({ 'preflight/run': '2026-11' });
  });

  it('leave no alert where somebody else notices', () => {
    expect(only(job({ alerts: JobAlerts.none(WHY) }), 'Job').metadata.annotations)
      .toEqual({ 'preflight/omitted.BatchJobFailed': WHY });
  });

  it('let the quota of the namespace hold as many pods as run at once', () => {
    const manifests = render((chart) => {
      new BatchJob(new ProductionNamespace(chart, 'jobs'), 'thumbs', { image: IMAGE, completions: 9, parallelism: 3 });
    });
    expect(only(manifests, 'ResourceQuota').spec.hard.pods).toBe('3');
  });

  it('let it follow a patch', () => {
    const manifests = render((chart) => {
      const thumbs = new BatchJob(new ProductionNamespace(chart, 'jobs'), 'thumbs', { image: IMAGE, completions: 9 });
      thumbs.mergePatch(thumbs.job, { spec: { parallelism: 4 } });
    });
    expect(only(manifests, 'ResourceQuota').spec.hard.pods).toBe('4');
  });
});

describe('its errors', () => {
  const indexed = { indexed: true, completions: 5 };
  it.each<[Partial<BatchJobProps>, string, PlatformProps?]>([
    [{ completions: 3, parallelism: 4 }, "'parallelism' must be at most completions, 3, for no more pods ever run, "
      + 'got 4; raise completions, or let fewer run at once'],
    [{ completions: 0 }, "'completions' must be a whole number from 1 to 10000, got 0; give a number within the range"],
    [{ name: 't'.repeat(55) }, "'name' must have at most 54 characters, for what tells runs and pods apart follows "
      + `it, got "${'t'.repeat(55)}"; give a shorter name`],
    [{ ...indexed, completions: 1000, name: 't'.repeat(51) }, "'name' must have at most 50 characters, for what tells "
      + `runs and pods apart follows it, got "${'t'.repeat(51)}"; give a shorter name`],
    [{ backoffLimitPerIndex: 1 }, "'backoffLimitPerIndex' must come with indexed, got 1; set indexed: true, or use "
      + 'backoffLimit'],
    [{ ...indexed, maxFailedIndexes: 1 }, "'maxFailedIndexes' must come with backoffLimitPerIndex, got 1; give that "
      + 'too, or leave it out'],
    [{ ...indexed, backoffLimitPerIndex: 1, maxFailedIndexes: 6 }, "'maxFailedIndexes' must be a whole number from 0 "
      + 'to 5, got 6; give a number within the range'],
    [{ ...indexed, backoffLimitPerIndex: 1 }, "'backoffLimitPerIndex' must be left out on Kubernetes 1.28, which "
      + 'drops it; 1.29 is the first to have it, got 1; use backoffLimit, or raise kubernetesVersion',
    { kubernetesVersion: '1.28' }],
    [{ spotNodes: SpotNodes.karpenter(), backoffLimit: 0 }, "'backoffLimit' must be at least 1 on spot nodes, which "
      + 'end pods at any time, got 0; let it be tried again, or leave spotNodes out where nothing may run twice'],
    [{ ...indexed, spotNodes: SpotNodes.karpenter(), backoffLimitPerIndex: 0 }, "'backoffLimitPerIndex' must be at "
      + 'least 1 on spot nodes, which end pods at any time, got 0; let it be tried again, or leave spotNodes out where '
      + 'nothing may run twice'],
    [{ run: ' ' }, "'run' must say what the run is called, got \" \"; write it like 2026-11"],
    [{ ttlAfterFinished: Duration.seconds(599) }, "'ttlAfterFinished' must be at least 600 seconds, for BatchJobFailed "
      + 'fires while the failed Job is there, got "599 seconds"; let the Job stay longer, or say who notices instead '
      + 'by JobAlerts.none(reason)'],
    [{ ttlAfterFinished: Duration.days(366) }, "'ttlAfterFinished' must be whole seconds from 0 to 31536000, got "
      + '"31622400 seconds"; give a duration within the range, such as Duration.seconds(30)'],
    [{ deadline: Duration.days(31) }, "'deadline' must be whole seconds from 10 to 2592000, got \"2678400 seconds\"; "
      + 'give a duration within the range, such as Duration.seconds(30)'],
  ])('refuse %j', (props, message, platform = { provider: Provider.EKS }) => {
    expect(messageOf(() => job(props, platform))).toBe(`[shop/thumbs] ${message}`);
  });
});

function job(props: Partial<BatchJobProps> = {}, platform?: PlatformProps): Manifest[] {
  return render((chart) => {
    new BatchJob(chart, 'thumbs', { image: IMAGE, ...props });
  }, platform);
}

function nameOf(props: Partial<BatchJobProps> = {}): string {
  return only(job(props), 'Job').metadata.name;
}

function patchedName(operation: JsonPatch): string {
  return only(render((chart) => {
    const thumbs = new BatchJob(chart, 'thumbs', { image: IMAGE });
    thumbs.patch(thumbs.job, operation);
  }), 'Job').metadata.name;
}
