import { Chart } from 'cdk8s';
import { Probes, ProductionApp, ProductionAppProps, ProductionService, Scanner } from '../src';
import { kubeScore, kubeScoreRules, unsilencedRules } from './harness/kube-score';
import { suppressionsOf } from '../src/checks/judging/suppression-annotations';
import { Manifest } from '../src/checks/model/manifest';
import { IMAGE, only, readYaml } from '../test/support/render';

const MINOR = '1.30';
/** What kube-score says of it, of pods and of Deployments. */
const CONTAINERS = [{ name: 'web', image: 'web' }];

/** A Deployment with much to be said of, and with annotations. */
function deployment(onObject: object, onPods: object): Record<string, object | string> {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', annotations: onObject },
    spec: {
      replicas: 2,
      selector: { matchLabels: { app: 'web' } },
      template: { metadata: { labels: { app: 'web' }, annotations: onPods }, spec: { containers: CONTAINERS } },
    },
  };
}

function saidOf(onObject: object, onPods: object = {}): string[] {
  return unsilencedRules(JSON.stringify(deployment(onObject, onPods)), MINOR);
}

/** What is no longer said. */
function silencedFor(onObject: object, onPods: object = {}): string[] {
  const said = new Set(saidOf(onObject, onPods));
  return saidOf({}).filter((rule) => !said.has(rule));
}

/** What we take to be left out, of what is said. */
function takenForSilenced(onObject: object, onPods: object = {}): string[] {
  const taken = new Set(suppressionsOf(new Manifest(deployment(onObject, onPods))).map(({ rule }) => rule));
  return saidOf({}).filter((rule) => taken.has(`kube-score:${rule}`));
}

describe('what kube-score is told to leave out', () => {
  it.each([
    'container-resources', 'container-image-tag', 'container-image-tag,pod-networkpolicy',
    ' container-image-tag ,, pod-networkpolicy ', 'container-image-tag pod-networkpolicy', 'Container-Image-Tag',
    '*', '',
    'deployment-has-host-podantiaffinity,label-values', 'container-security-context-user-group-id',
  ])('is the same for us, of an object and of a template: %j', (value) => {
    const ignored = { 'kube-score/ignore': value };

    expect(takenForSilenced(ignored)).toEqual(silencedFor(ignored));
    expect(takenForSilenced({}, ignored)).toEqual(silencedFor({}, ignored));
    expect(takenForSilenced({ 'kube-score/ignore': 'container-image-tag' }, ignored))
      .toEqual(silencedFor({ 'kube-score/ignore': 'container-image-tag' }, ignored));
  });

  it('is something at all', () => {
    expect(silencedFor({ 'kube-score/ignore': 'container-image-tag,deployment-has-host-podantiaffinity' }))
      .toEqual(['container-image-tag', 'deployment-has-host-podantiaffinity']);
    expect(silencedFor({}, { 'kube-score/ignore': 'container-image-tag,deployment-has-host-podantiaffinity' }))
      .toEqual(['container-image-tag']);
  });

  it('is told of pods by the rules that it puts to pods', () => {
    const rules = kubeScoreRules();
    const ignored = { 'kube-score/ignore': rules.map(({ id }) => id).join(',') };
    const taken = suppressionsOf(new Manifest(deployment({}, ignored))).map(({ rule }) => rule.split(':')[1]);

    const ofPods = rules.filter(({ target }) => target === 'Pod').map(({ id }) => id);
    expect([...new Set(taken)].sort()).toEqual(ofPods.sort());
  });
});

describe('an object that our waiver is about', () => {
  const written = (props: ProductionAppProps) => {
    const app = new ProductionApp(props);
    new ProductionService(new Chart(app, 'shop', { namespace: 'shop' }), 'web', {
      image: IMAGE,
      probes: Probes.none('nothing listens'),
    });
    return app.synthYaml();
  };

  it('is silenced for kube-score where that is asked for, and not else', () => {
    const [plain, silenced] = [written({}), written({ waiveFor: [Scanner.KUBE_SCORE] })];

    expect(unsilencedRules(plain, MINOR)).toContain('pod-probes');
    expect(unsilencedRules(silenced, MINOR)).not.toContain('pod-probes');
    expect(unsilencedRules(silenced, MINOR)).toEqual(
      unsilencedRules(plain, MINOR).filter((rule) => rule !== 'pod-probes'),
    );
    expect(kubeScore(silenced, MINOR).findings.map(({ rule }) => rule)).toContain('pod-probes');
    expect(only(readYaml(silenced), 'Deployment').metadata.annotations['kube-score/ignore'])
      .toBe('pod-probes');
  });
});
