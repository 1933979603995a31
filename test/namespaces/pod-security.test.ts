import { PodSecurity, ProductionNamespace } from '../../src';
import { messageOf, NAMED_ERROR } from '../support/errors';
import { only, render, stage } from '../support/render';

const PREFIX = 'pod-security.kubernetes.io/';
const WAIVER = 'preflight/waive.namespace-enforces-restricted';

describe('PodSecurity', () => {
  it.each([
    ['restricted', PodSecurity.restricted(), undefined],
    ['baseline', PodSecurity.baseline('the agent mounts the host'), { [WAIVER]: 'the agent mounts the host' }],
    ['privileged', PodSecurity.privileged('the CNI owns the node'), { [WAIVER]: 'the CNI owns the node' }],
  ])('admits %s, warns and audits by restricted, and records why', (level, podSecurity, annotations) => {
    const { metadata } = namespaceWith(podSecurity);
    const labels = Object.entries(metadata.labels).filter(([key]) => key.startsWith(PREFIX));
    expect(Object.fromEntries(labels)).toEqual({
      [`${PREFIX}enforce`]: level,
      [`${PREFIX}enforce-version`]: 'latest',
      [`${PREFIX}audit`]: 'restricted',
      [`${PREFIX}audit-version`]: 'latest',
      [`${PREFIX}warn`]: 'restricted',
      [`${PREFIX}warn-version`]: 'latest',
    });
    expect(metadata.annotations).toEqual(annotations);
  });

  it.each([['baseline', PodSecurity.baseline('')], ['privileged', PodSecurity.privileged(' \n')]])(
    'refuses %s with a reason that says nothing', (_, podSecurity) => {
      const message = messageOf(() => new ProductionNamespace(stage().chart, 'shop', { podSecurity }));
      expect(message).toMatch(NAMED_ERROR);
      expect(message).toContain("[shop/shop] 'podSecurity' must say why, got ");
    },
  );

  it('is one value for many namespaces', () => {
    const podSecurity = PodSecurity.baseline('the agent mounts the host');
    const manifests = render((chart) => {
      new ProductionNamespace(chart, 'one', { podSecurity });
      new ProductionNamespace(chart, 'two', { podSecurity });
    });
    const namespaces = manifests.filter(({ kind }) => kind === 'Namespace');
    expect(namespaces.map(({ metadata }) => metadata.annotations))
      .toEqual([{ [WAIVER]: 'the agent mounts the host' }, { [WAIVER]: 'the agent mounts the host' }]);
  });
});

function namespaceWith(podSecurity: PodSecurity) {
  return only(render((chart) => new ProductionNamespace(chart, 'shop', { podSecurity })), 'Namespace');
}
