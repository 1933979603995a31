import { ACCEPTED_FINDINGS } from './accepted-findings';
import { ProductionService } from '../src';
import { judgeFindings } from './harness/findings';
import { kubeScore, kubeScoreRules } from './harness/kube-score';
import { readDocuments } from '../src/cli/dry-run/manifest-file';
import { only, render, IMAGE } from '../test/support/render';
import { Manifest } from '../test/support/schemas';
import { CASES } from '../test-cluster/cases';
import { RELEASES } from '../test-cluster/harness/versions';

/** What kube-score judges of what we write; it has no rule for others of our kinds. */
const KINDS = [
  'Deployment', 'StatefulSet', 'Service', 'NetworkPolicy', 'PodDisruptionBudget', 'HorizontalPodAutoscaler', 'Ingress',
  'CronJob', 'DaemonSet', 'Job',
];
const TARGETS = [...KINDS, 'Pod', 'all'];
const MINORS = RELEASES.map(({ minor }) => minor);

/** A mistake in one object of a service, and the rule that sees it. */
interface Mistake {
  readonly name: string;
  readonly kind: string;
  readonly rule: string;
  change(manifest: Manifest): void;
}

const MISTAKES: readonly Mistake[] = [
  {
    name: 'an image without a tag',
    kind: 'Deployment',
    rule: 'container-image-tag',
    change: ({ spec }) => Object.assign(spec.template.spec.containers[0], { image: 'web' }),
  },
  {
    name: 'a root file system that can be written',
    kind: 'Deployment',
    rule: 'container-security-context-readonlyrootfilesystem',
    change: ({ spec }) => delete spec.template.spec.containers[0].securityContext.readOnlyRootFilesystem,
  },
  {
    name: 'a Service that selects nothing',
    kind: 'Service',
    rule: 'service-targets-pod',
    change: ({ spec }) => Object.assign(spec.selector, { 'app.kubernetes.io/instance': 'other' }),
  },
  {
    name: 'an autoscaler of nothing',
    kind: 'HorizontalPodAutoscaler',
    rule: 'horizontalpodautoscaler-has-target',
    change: ({ spec }) => Object.assign(spec.scaleTargetRef, { name: 'other' }),
  },
  {
    name: 'a finding that an annotation hides',
    kind: 'Deployment',
    rule: 'container-image-tag',
    change: ({ metadata, spec }) => {
      metadata.annotations = { ...metadata.annotations, 'kube-score/ignore': 'container-image-tag' };
      spec.template.spec.containers[0].image = 'web';
    },
  },
];

describe('kube-score', () => {
  const accepted = new Set<number>();
  const applied = new Set<string>();

  describe.each(MINORS)('for Kubernetes %s', (minor) => {
    it.each(CASES)('has nothing against $name that is not accepted', (one) => {
      const text = one.render(minor);
      if (text === undefined) return;
      const report = kubeScore(text, minor);
      const judged = judgeFindings(one.name, report.findings);
      judged.accepted.forEach((index) => accepted.add(index));
      report.rules.forEach((rule) => applied.add(rule));
      expect(judged.unlisted).toEqual([]);
      const documents = readDocuments(text).filter(({ kind }) => KINDS.includes(kind));
      expect(report.objects).toEqual(documents.map(({ kind, name }) => `${kind} ${name}`).sort());
    });
  });

  it('has applied every rule that is for what we write', () => {
    const rules = kubeScoreRules().filter(({ target }) => TARGETS.includes(target)).map(({ id }) => id);
    expect(rules.filter((rule) => !applied.has(rule))).toEqual([]);
    expect(rules.length).toBeGreaterThan(25);
  });

  it('needs every finding that is accepted', () => {
    const stale = ACCEPTED_FINDINGS.filter(({ tool }, index) => tool === 'kube-score' && !accepted.has(index));
    expect(stale).toEqual([]);
  });

  it.each(MISTAKES)('sees $name', ({ kind, rule, change }) => {
    const manifests = service();
    change(only(manifests, kind));
    expect(kubeScore(manifests.map((manifest) => JSON.stringify(manifest)).join('\n---\n'), MINORS[0]).findings)
      .toContainEqual(expect.objectContaining({ severity: 'critical', rule, kind }));
  });

  it('does not pass over what is no YAML', () => {
    expect(() => kubeScore('kind: [', MINORS[0])).toThrow(/kube-score/);
  });
});

function service(): Manifest[] {
  return render((chart) => new ProductionService(chart, 'web', { image: IMAGE }), { kubernetesVersion: MINORS[0] });
}
