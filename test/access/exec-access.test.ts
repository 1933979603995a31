import { ExecAccess, TeamAccess } from '../../src';
import { messageOf } from '../support/errors';
import { only, render } from '../support/render';
import { Manifest } from '../support/schemas';

const WHY = 'heap dumps are taken by hand';

describe('ExecAccess', () => {
  it('is nobody\'s by default', () => {
    const manifests = team();

    expect(manifests.map(({ metadata }) => metadata.name)).toEqual(['shop-view', 'shop-view']);
    expect(team(ExecAccess.none())).toEqual(manifests);
  });

  it('is a role of its own, with its reason', () => {
    const manifests = team(ExecAccess.groups(WHY, ['on-call']));

    expect(only(manifests, 'Role', 'shop-exec')).toMatchObject({
      metadata: { annotations: { 'preflight/waive.role-grants-no-exec': WHY } },
      rules: [
        { apiGroups: [''], resources: ['pods'], verbs: ['get'] },
        { apiGroups: [''], resources: ['pods/attach', 'pods/exec', 'pods/portforward'], verbs: ['create', 'get'] },
      ],
    });
    expect(only(manifests, 'RoleBinding', 'shop-exec').subjects)
      .toEqual([{ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'on-call' }]);
  });

  it.each<[ExecAccess, string]>([
    [ExecAccess.groups('', ['on-call']), "'exec' must say why, got \"\""],
    [ExecAccess.groups(WHY, []), "'exec' must name a group, got []"],
    [ExecAccess.groups(WHY, ['system:masters']), "'exec' must hold groups of people"],
  ])('refuses what cannot be, case %#', (exec, message) => {
    expect(messageOf(() => team(exec))).toContain(`[shop/shop] ${message}`);
  });
});

function team(exec?: ExecAccess): Manifest[] {
  return render((chart) => new TeamAccess(chart, 'shop', { view: ['support'], exec }));
}
