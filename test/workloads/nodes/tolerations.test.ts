import { TaintEffect } from 'cdk8s-plus-28';
import { NodeAgent, Tolerations } from '../../../src';
import { messageOf } from '../../support/errors';
import { IMAGE, only, render } from '../../support/render';
import { Manifest } from '../../support/schemas';

const BATCH = { key: 'acme.io/dedicated', value: 'batch' };

describe('Tolerations', () => {
  it.each<[string, Tolerations | undefined, Manifest | undefined]>([
    ['of every taint by default', undefined, [{ operator: 'Exists' }]],
    ['of every taint', Tolerations.everyTaint(), [{ operator: 'Exists' }]],
    ['of none', Tolerations.none(), undefined],
    ['of a key, whatever its value and effect', Tolerations.of([{ key: 'acme.io/gpu' }]), [
      { key: 'acme.io/gpu', operator: 'Exists' },
    ]],
    ['of a value', Tolerations.of([BATCH]), [{ ...BATCH, operator: 'Equal' }]],
    ['of a value that is empty', Tolerations.of([{ key: 'acme.io/gpu', value: '' }]), [
      { key: 'acme.io/gpu', operator: 'Equal', value: '' },
    ]],
    ['of one effect of two', Tolerations.of([
      { ...BATCH, effect: TaintEffect.NO_SCHEDULE }, { ...BATCH, effect: TaintEffect.PREFER_NO_SCHEDULE },
    ]), [
      { ...BATCH, operator: 'Equal', effect: 'NoSchedule' },
      { ...BATCH, operator: 'Equal', effect: 'PreferNoSchedule' },
    ]],
  ])('are written: %s', (_, tolerations, expected) => {
    expect(podOf(tolerations).tolerations).toEqual(expected);
  });

  it.each<[string, Tolerations, string]>([
    ['nothing', Tolerations.of([]),
      "'tolerations' must hold a taint at least, got []; name one, or use Tolerations.none()"],
    ['a key that is none', Tolerations.of([{ key: 'a b' }]),
      '\'tolerations\' must hold label keys like example.com/name, got "a b"; correct this key'],
    ['a value that is none', Tolerations.of([{ key: 'a', value: 'b c' }]), "'tolerations.a' must be a label value"],
    ['the same twice', Tolerations.of([BATCH, BATCH]),
      '\'tolerations\' must hold each taint once, got {"key":"acme.io/dedicated","value":"batch"}; remove one of the '
        + 'two'],
  ])('refuse %s', (_, tolerations, message) => {
    expect(messageOf(() => podOf(tolerations))).toContain(`[shop/agent] ${message}`);
  });
});

function podOf(tolerations?: Tolerations): Manifest {
  const manifests = render((chart) => new NodeAgent(chart, 'agent', { image: IMAGE, tolerations }));
  return only(manifests, 'DaemonSet').spec.template.spec;
}
