import { CHECKS } from '../../../../src/checks/catalogue';
import { isKubernetesGroup, servedVerbs, verbsOf } from '../../../../src/internal/values/rbac/kubernetes-resources';
import { RISKY_RIGHTS, RiskyRight, risksOf } from '../../../../src/internal/values/rbac/risky-rights';

const RIGHTS = Object.entries(RISKY_RIGHTS).flatMap(([id, rights]) => (
  (rights as readonly RiskyRight[]).map((right) => ({ id, right }))
));

describe('risky rights', () => {
  it('are each those of a check', () => {
    const ids = new Set(CHECKS.map(({ id }) => id));

    expect(Object.keys(RISKY_RIGHTS).filter((id) => !ids.has(id))).toEqual([]);
  });

  it('are rights that there are, but for the verb that is meant of roles', () => {
    const unknown = RIGHTS.filter(({ right: { group, resource, verbs } }) => (
      isKubernetesGroup(group) && verbs.some((verb) => !verbsOf(group, resource).includes(verb))
    ));

    expect(unknown.map(({ right: { resource, verbs } }) => `${verbs.join()} of ${resource}`))
      .toEqual(['bind of rolebindings', 'bind of clusterrolebindings']);
  });

  it.each(RIGHTS)('are found by $id in $right.resource', ({ id, right }) => {
    const { group, resource, verbs, isSafeWhenNamed } = right;
    const rule = { apiGroups: [group], resources: [resource], verbs: verbs.slice(0, 1) };

    expect(risksOf(rule)).toContain(id);
    expect(risksOf({ ...rule, resourceNames: ['one'] }, { namespace: 'shop' }).includes(id as never))
      .toBe(isSafeWhenNamed === undefined);
    expect(risksOf({ ...rule, apiGroups: ['acme.io'] })).toEqual([]);
  });

  it.each([[{ namespace: 'shop' }, []], [{ namespace: 'kube-system' }, ['role-grants-no-tokens']], [{}, [
    'role-grants-no-tokens',
  ]]])('of the token of a named account are, in %j, %j', (place, ids) => {
    const rule = { apiGroups: [''], resources: ['serviceaccounts/token'], resourceNames: ['one'], verbs: ['create'] };

    expect(risksOf(rule, place)).toEqual(ids);
  });

  it('are asked of what nobody serves, too', () => {
    expect(servedVerbs('', 'users')).toEqual([]);
    expect(verbsOf('', 'users')).toEqual(['impersonate']);
  });
});
