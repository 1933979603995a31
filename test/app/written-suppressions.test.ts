import { ApiObject, Chart } from 'cdk8s';
import { Audit, ICheck, ProductionApp, ProductionAppProps, Scanner, Severity } from '../../src';
import { WrittenSuppressions } from '../../src/app/written-suppressions';
import { CHECKS } from '../../src/checks/catalogue';
import { judgeAll } from '../../src/checks/judging/readiness';
import { Manifest } from '../../src/checks/model/manifest';
import { only, readYaml } from '../support/render';

const ALL = [Scanner.KUBE_SCORE, Scanner.KUBE_LINTER, Scanner.POLARIS, Scanner.CHECKOV];
const REASON = 'it only copies';

function annotationsOf(annotations: Record<string, string>, props: ProductionAppProps): Record<string, string> {
  const app = new ProductionApp(props);
  new ApiObject(new Chart(app, 'shop'), 'web', {
    apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web', namespace: 'shop', annotations },
  });
  return only(readYaml(app.synthYaml()), 'ConfigMap').metadata.annotations;
}

/** What becomes of checks at a Deployment that leaves out and opens whatever it can. */
function statusesOf(manifest: object): string[] {
  return judgeAll([new Manifest(manifest)], { kubernetesVersion: '1.30' }).results
    .map(({ check, status, path = '' }) => `${check.id} ${path} ${status}`)
    .filter((line) => !line.includes('metadata.annotations'));
}

function careless(annotations: object) {
  const container = {
    name: 'web',
    image: 'web:latest',
    ports: [{ containerPort: 22, hostPort: 22 }],
    livenessProbe: { httpGet: { port: 'http' } },
    securityContext: {
      privileged: true,
      allowPrivilegeEscalation: true,
      capabilities: { add: ['SYS_ADMIN', 'SYS_MODULE'] },
      runAsUser: 0,
    },
  };
  const volumes = [{ name: 'all', hostPath: { path: '/' } }];
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'default', annotations },
    spec: {
      strategy: { type: 'Recreate' },
      selector: { matchLabels: { app: 'web' } },
      template: {
        metadata: { labels: { app: 'web' } },
        spec: { hostNetwork: true, hostPID: true, serviceAccount: 'web', containers: [container, container], volumes },
      },
    },
  };
}

describe('waiveFor', () => {
  it('leaves what our own checks say as it is, whichever of them is waived', () => {
    const written = new WrittenSuppressions(ALL, CHECKS);
    const isKnown = (rule: string) => ALL.some((tool) => rule.startsWith(`${tool}:`));
    const known = CHECKS.filter(({ references }) => references.some(isKnown));
    const changed = known.filter(({ id }) => {
      const object = careless({ [`preflight/waive.${id}`]: REASON });
      return String(statusesOf(written.applyTo(object))) !== String(statusesOf(object));
    });
    expect(changed.map(({ id }) => id)).toEqual([]);
    expect(statusesOf(careless({})).filter((line) => line.endsWith('failed')).length).toBeGreaterThan(25);
  });

  const waived = { 'preflight/waive.has-liveness-probe': REASON };

  it('writes nothing more where it is left out, or names nobody', () => {
    expect(annotationsOf(waived, {})).toEqual(waived);
    expect(annotationsOf(waived, { waiveFor: [] })).toEqual(waived);
  });

  it('writes a waiver in the form of each scanner, with the reason where there is room for it', () => {
    expect(annotationsOf(waived, { waiveFor: ALL })).toEqual({
      ...waived,
      // It has one rule for both probes.
      'kube-score/ignore': 'pod-probes',
      'ignore-check.kube-linter.io/no-liveness-probe': REASON,
      'polaris.fairwinds.com/livenessProbeMissing-exempt': 'true',
      'checkov.io/skip1': `CKV_K8S_8=${REASON}`,
    });
    expect(annotationsOf({ 'preflight/waive.has-readiness-probe': REASON }, { waiveFor: [Scanner.KUBE_SCORE] }))
      .toMatchObject({ 'kube-score/ignore': 'pod-probes' });
  });

  it('adds to what is there, and changes nothing of it', () => {
    const there = {
      'preflight/waive.has-liveness-probe': REASON,
      'preflight/waive.has-readiness-probe': REASON,
      'kube-score/ignore': 'container-image-tag',
      'polaris.fairwinds.com/livenessProbeMissing-exempt': 'false',
      'ignore-check.kube-linter.io/no-liveness-probe': 'theirs',
      'checkov.io/skip1': 'CKV_K8S_14=theirs',
      'checkov.io/skip2': 'CKV_K8S_8=theirs',
    };

    expect(annotationsOf(there, { waiveFor: [...ALL, ...ALL] })).toEqual({
      ...there,
      'kube-score/ignore': 'container-image-tag,pod-probes',
      'ignore-check.kube-linter.io/no-readiness-probe': REASON,
      'polaris.fairwinds.com/readinessProbeMissing-exempt': 'true',
      'checkov.io/skip3': `CKV_K8S_9=${REASON}`,
    });
  });

  it.each([
    ['one container', { 'preflight/waive.has-liveness-probe.proxy': REASON }],
    ['a time', { 'preflight/waive.has-liveness-probe': '{"reason": "soon", "until": "2027-06-30"}' }],
  ])('does not write for all what is decided for %s', (_, decided) => {
    expect(annotationsOf(decided, { waiveFor: ALL })).toEqual(decided);
  });

  it('takes owner and ticket off the reason, and writes what Checkov and YAML can read', () => {
    const reasonOf = (reason: string) => {
      const written = annotationsOf(
        { 'preflight/waive.has-liveness-probe': JSON.stringify({ reason, owner: 'ada', ticket: 'OPS-7' }) },
        { waiveFor: ALL },
      );
      return [written['ignore-check.kube-linter.io/no-liveness-probe'], written['checkov.io/skip1']];
    };

    expect(reasonOf(REASON)).toEqual([REASON, `CKV_K8S_8=${REASON}`]);
    expect(reasonOf('a=b=c')).toEqual(['a=b=c', 'CKV_K8S_8=a:b:c']);
    const see = 'see preflight/waive.has-liveness-probe';
    expect(reasonOf('0o7')).toEqual([see, `CKV_K8S_8=${see}`]);
  });

  it.each([
    [['kubescape'], 'waiveFor[0]'],
    ['kube-score', 'waiveFor'],
  ])('refuses %j, which is no list of scanners', (waiveFor, prop) => {
    expect(() => new ProductionApp({ waiveFor: waiveFor as Scanner[] })).toThrow(`'${prop}' must`);
  });

  it('knows the references of checks of one\'s own', () => {
    const own: ICheck = {
      id: 'acme-has-ticket',
      title: 'Acme has a ticket',
      box: 'labels',
      severity: Severity.ADVICE,
      why: 'why',
      remedy: { manifest: 'write one' },
      references: ['checkov:ACME_1'],
      appliesTo: ['ConfigMap'],
      evaluate: () => [{ passed: false, message: 'has none' }],
    };
    const audit = Audit.enforced({ checks: [own] });

    expect(annotationsOf({ 'preflight/waive.acme-has-ticket': REASON }, { waiveFor: [Scanner.CHECKOV], audit }))
      .toMatchObject({ 'checkov.io/skip1': `ACME_1=${REASON}` });
  });
});
