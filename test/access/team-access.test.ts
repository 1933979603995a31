import { ApiObject, JsonPatch } from 'cdk8s';
import { ExecAccess, TeamAccess, TeamAccessProps } from '../../src';
import { TEAM_TIERS, TIER_RULES } from '../../src/access/team-tiers';
import { failuresOf } from '../../src/checks/judging/readiness';
import { Manifest as JudgedManifest } from '../../src/checks/model/manifest';
import { Severity } from '../../src/checks/model/severity';
import { riskyGrants } from '../../src/internal/values/rbac/risky-rights';
import { messageOf } from '../support/errors';
import { readDocument } from '../support/project/markdown';
import { only, render } from '../support/render';
import { Manifest, MINORS, schemaProblems } from '../support/schemas';

const RBAC = 'rbac.authorization.k8s.io';
const LABELS = { 'environment': 'production', 'app.kubernetes.io/managed-by': 'cdk8s-preflight' };
const TIERS = { view: ['support'], operate: ['on-call'], deploy: ['developers', 'robots'], administrate: ['leads'] };

describe('TeamAccess', () => {
  it('writes a Role and a RoleBinding for the one tier that somebody has', () => {
    const [role, binding, ...others] = team({ view: ['support'] });

    expect(others).toEqual([]);
    expect(role).toEqual({
      apiVersion: `${RBAC}/v1`,
      kind: 'Role',
      metadata: { name: 'shop-team-view', namespace: 'shop', labels: LABELS },
      rules: TIER_RULES.view,
    });
    expect(binding).toEqual({
      apiVersion: `${RBAC}/v1`,
      kind: 'RoleBinding',
      metadata: { name: 'shop-team-view', namespace: 'shop', labels: LABELS },
      roleRef: { apiGroup: RBAC, kind: 'Role', name: 'shop-team-view' },
      subjects: [group('support')],
    });
  });

  it('gives each tier what the smaller ones have', () => {
    const manifests = team(TIERS);

    expect(Object.fromEntries(TEAM_TIERS.map((tier) => [
      tier, only(manifests, 'RoleBinding', `shop-team-${tier}`).subjects.map(({ name }: Manifest) => name),
    ]))).toEqual({
      view: ['support', 'on-call', 'developers', 'robots', 'leads'],
      operate: ['on-call', 'developers', 'robots', 'leads'],
      deploy: ['developers', 'robots', 'leads'],
      administrate: ['leads'],
    });
  });

  it('writes the smaller tiers of whoever has a larger one alone', () => {
    expect(team({ operate: ['on-call'] }).filter(({ kind }) => kind === 'Role').map(({ metadata }) => metadata.name))
      .toEqual(['shop-team-view', 'shop-team-operate']);
  });

  it('exposes what it made, by tier', () => {
    render((chart) => {
      const made = new TeamAccess(chart, 'shop-team', { deploy: ['devs'], exec: ExecAccess.groups('why', ['a']) });
      expect(Object.keys(made.roles)).toEqual(['view', 'operate', 'deploy', 'exec']);
      expect(made.roleBindings.deploy.name).toBe('shop-team-deploy');
    });
  });

  it('reads no Secrets, opens no shells, and writes neither quotas nor what is in no namespace', () => {
    const rules = TEAM_TIERS.flatMap((tier) => TIER_RULES[tier]);
    const writes = rules.filter(({ verbs }) => verbs.includes('create')).flatMap(({ resources }) => resources);

    expect(rules.flatMap(({ resources }) => resources)).not.toContain('secrets');
    expect(rules.flatMap((rule) => riskyGrants(rule, 'role-grants-no-exec'))).toEqual([]);
    expect(rules.flatMap((rule) => riskyGrants(rule, 'role-cannot-escalate'))).toEqual([]);
    ['resourcequotas', 'limitranges', 'namespaces', 'pods'].forEach((resource) => {
      expect(writes).not.toContain(resource);
    });
  });

  it('does what docs/access.md says, tier by tier', () => {
    const lines = readDocument('docs/access.md').split('\n');
    const written = lines.filter((line) => /^\| (?:view|operate|deploy|admin)/.test(line));

    expect(written).toEqual(TEAM_TIERS.flatMap((tier) => TIER_RULES[tier].map(({ apiGroups, resources, verbs }) => (
      `| ${tier} | ${apiGroups[0] === '' ? 'core' : `\`${apiGroups[0]}\``} | ${listed(resources)} | ${listed(verbs)} |`
    ))));
  });

  it('takes another name', () => {
    expect(team({ view: ['support'], name: 'people' })[0].metadata.name).toBe('people-view');
  });

  it('gives what it says, and to whom it says, whatever is patched', () => {
    const secrets = { apiGroups: [''], resources: ['secrets'], verbs: ['get'] };
    const everybody = group('system:authenticated');

    expect(patched(({ roles }) => roles.view, JsonPatch.add('/rules/-', secrets))).toContain("'rules' stay ");
    expect(patched(({ roleBindings }) => roleBindings.view, JsonPatch.add('/subjects/-', everybody)))
      .toContain("'subjects' stay ");
  });

  it('is ready, and valid on every minor', () => {
    const manifests = team(TIERS);
    const judged = manifests.map((content) => new JudgedManifest(content));

    expect(failuresOf(judged, { kubernetesVersion: '1.30', failOn: Severity.ADVICE }).filter(({ check }) => (
      check.box === 'access'
    ))).toEqual([]);
    expect(MINORS.flatMap((minor) => manifests.flatMap((manifest) => schemaProblems(minor, manifest)))).toEqual([]);
  });

  it.each<[string, TeamAccessProps, string]>([
    ['nobody', {}, "'view' must be given, or another tier, got nothing; name a group, such as view"],
    ['an empty tier', { view: [] }, "'view' must name a group, got []; write it as the identity provider does"],
    ['an empty name', { deploy: [''] }, "'deploy' must hold names of groups, got \"\"; write it"],
    ['spaces around a name', { deploy: [' devs'] }, "'deploy' must hold names of groups, got \" devs\""],
    ['those who have everything', { operate: ['system:masters'] },
      "'operate' must hold groups of people, and none that Kubernetes keeps for itself, got \"system:masters\""],
    ['everybody', { view: ['support', 'system:authenticated'] }, "'view' must hold groups of people"],
    ['every account', { view: ['system:serviceaccounts:shop'] }, "'view' must hold groups of people"],
    ['a group twice', { view: ['a', 'a'] }, "'view' must name each group once, got \"a\"; remove it"],
    ['a group in two tiers', { view: ['a'], deploy: ['a'] },
      "'deploy' must leave out who is in view too, for it holds what that has, got \"a\"; keep it in one of both"],
    ['a name of no object', { view: ['a'], name: 'Shop' }, "'name' must be a DNS-1123 subdomain"],
  ])('refuses %s', (_, props, message) => {
    expect(messageOf(() => team(props))).toContain(`[shop/shop-team] ${message}`);
  });
});

function patched(target: (made: TeamAccess) => ApiObject, patch: JsonPatch): string {
  return messageOf(() => render((chart) => {
    const made = new TeamAccess(chart, 'shop-team', { view: ['support'] });
    made.patch(target(made), patch);
  }));
}

function listed(words: readonly string[]): string {
  return words.map((word) => `\`${word}\``).join(', ');
}

function group(name: string): object {
  return { apiGroup: RBAC, kind: 'Group', name };
}

function team(props: TeamAccessProps): Manifest[] {
  return render((chart) => new TeamAccess(chart, 'shop-team', props));
}
