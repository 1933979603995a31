import { BatchJob, Provider, SpotNodes } from '../../../src';
import { messageOf } from '../../support/errors';
import { IMAGE, only, render } from '../../support/render';

const EKS = { key: 'eks.amazonaws.com/capacityType', value: 'SPOT' };
const KARPENTER = { key: 'karpenter.sh/capacity-type', value: 'spot' };
const GKE = { key: 'cloud.google.com/gke-spot', value: 'true' };
const AKS = { key: 'kubernetes.azure.com/scalesetpriority', value: 'spot' };
const OWN = { key: 'acme.com/capacity', value: 'spot' };

describe('SpotNodes', () => {
  it.each([
    { what: 'of EKS', provider: Provider.EKS, labels: [EKS, KARPENTER], taints: [] },
    { what: 'of GKE', provider: Provider.GKE, labels: [GKE], taints: [GKE] },
    { what: 'of AKS', provider: Provider.AKS, labels: [AKS], taints: [AKS] },
    { what: 'of Karpenter', nodes: SpotNodes.karpenter(), labels: [KARPENTER], taints: [] },
    { what: 'with a label of ours', nodes: SpotNodes.labeled(OWN.key, OWN.value), labels: [OWN], taints: [OWN] },
  ])('$what are preferred, and others are taken where none has room', ({ provider, nodes, labels, taints }) => {
    const { affinity, tolerations } = podOf(nodes ?? SpotNodes.preferred(), provider ?? Provider.ANY);
    expect(affinity).toEqual({
      nodeAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: labels.map(({ key, value }) => ({
          weight: 100, preference: { matchExpressions: [{ key, operator: 'In', values: [value] }] },
        })),
      },
    });
    expect(tolerations ?? []).toEqual(taints.map((taint) => ({ ...taint, operator: 'Equal', effect: 'NoSchedule' })));
  });

  it.each([Provider.ANY, Provider.OPENSHIFT])('must be said of %s, whose nodes have no such label', (provider) => {
    expect(messageOf(() => podOf(SpotNodes.preferred(), provider))).toBe("[shop/thumbs] 'spotNodes' must be known by "
      + `the provider of the platform, of eks, gke and aks, got "${provider}"; call Platform.configure(app, { `
      + "provider: Provider.EKS }), or use SpotNodes.labeled('acme.com/spot', 'x')");
  });

  it('are no label that nodes could not have', () => {
    expect(messageOf(() => podOf(SpotNodes.labeled('acme.com/capacity', 'a b'), Provider.ANY)))
      .toMatch(/^\[shop\/thumbs\] 'spotNodes.*' must /);
  });
});

function podOf(spotNodes: SpotNodes, provider: Provider) {
  const manifests = render((chart) => {
    new BatchJob(chart, 'thumbs', { image: IMAGE, spotNodes });
  }, { provider });
  return only(manifests, 'Job').spec.template.spec;
}
