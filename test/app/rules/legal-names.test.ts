import { legalNames } from '../../../src/app/rules/legal-names';
import { NAMED_ERROR } from '../../support/errors';

const SUBDOMAIN = 'be a DNS-1123 subdomain (lower-case letters, digits, - and ., at most 253)';
const LABEL = 'be a DNS-1123 label (lower-case letters, digits and -, at most 63)';
const SERVICE = 'be a DNS-1035 label (lower-case letters, digits and -, a letter first, at most 63)';
const RBAC = 'be a path segment (without / and %, neither . nor ..)';
const RBAC_API = 'rbac.authorization.k8s.io/v1';

describe('legalNames', () => {
  it.each<[string, string, string, string]>([
    ['v1', 'ConfigMap', 'Upper', SUBDOMAIN],
    ['v1', 'ConfigMap', 'a_b', SUBDOMAIN],
    ['v1', 'ConfigMap', '', SUBDOMAIN],
    ['v1', 'ConfigMap', 'a\n', SUBDOMAIN],
    ['v1', 'Secret', 'n'.repeat(254), SUBDOMAIN],
    ['apps/v1', 'Deployment', 'system:x', SUBDOMAIN],
    ['v1', 'Namespace', 'a.b', LABEL],
    ['v1', 'Namespace', 'n'.repeat(64), LABEL],
    ['apps/v1', 'StatefulSet', 'a.b', LABEL],
    ['v1', 'Service', '1st', SERVICE],
    ['v1', 'Service', 'a.b', SERVICE],
    ['v1', 'Service', 'n'.repeat(64), SERVICE],
    ['batch/v1', 'CronJob', 'n'.repeat(53), 'be a DNS-1123 subdomain of at most 52 characters'],
    ['batch/v1', 'CronJob', 'Upper', 'be a DNS-1123 subdomain of at most 52 characters'],
    [RBAC_API, 'Role', 'a/b', RBAC],
    [RBAC_API, 'ClusterRole', '50%', RBAC],
    [RBAC_API, 'RoleBinding', '..', RBAC],
    [RBAC_API, 'ClusterRoleBinding', '.', RBAC],
    [RBAC_API, 'Role', '', RBAC],
    ['batch/v1', 'Job', 'n'.repeat(64), LABEL],
  ])('refuses for %s %s the name %j', (...[apiVersion, kind, name, must]) => {
    const [message, ...others] = legalNames([{ path: 'shop/x', manifest: { apiVersion, kind, metadata: { name } } }]);
    expect(others).toEqual([]);
    expect(message).toMatch(NAMED_ERROR);
    const got = name.length > 200 ? `"${name.slice(0, 199)}...` : JSON.stringify(name);
    expect(message.split(', got ')[1]).toBe(`${got}; choose such a name`);
    expect(kind === 'Job' || message.startsWith(`[shop/x] 'name' must ${must}, got `)).toBe(true);
  });

  it.each<[string, string, string]>([
    ['v1', 'ConfigMap', 'kube-root-ca.crt'],
    ['v1', 'ConfigMap', 'n'.repeat(253)],
    ['v1', 'ConfigMap', '1'],
    ['apps/v1', 'Deployment', 'web.v2'],
    ['v1', 'Namespace', '1-shop'],
    ['v1', 'Service', 'n'.repeat(63)],
    ['apps/v1', 'StatefulSet', 'n'.repeat(63)],
    ['batch/v1', 'CronJob', 'n'.repeat(52)],
    ['batch/v1', 'CronJob', 'backup.daily'],
    [RBAC_API, 'Role', 'system:x'],
    [RBAC_API, 'ClusterRole', 'system:auth-delegator'],
    [RBAC_API, 'ClusterRoleBinding', 'Some Team (eu)'],
    ['apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'widgets.example.com'],
    ['example.com/v1', 'constructor', 'x'],
  ])('takes for %s %s the name %s', (apiVersion, kind, name) => {
    expect(legalNames([{ path: 'shop/x', manifest: { apiVersion, kind, metadata: { name } } }])).toEqual([]);
  });

  // The API server only warns of dots in the names of Jobs, and has other grammars for the last two.
  it.each<[string, string, string]>([
    ['batch/v1', 'Job', 'migrate.v2'],
    ['networking.k8s.io/v1', 'IPAddress', '2001:db8::1'],
    ['certificates.k8s.io/v1beta1', 'ClusterTrustBundle', 'example.com:signer:v1'],
  ])('takes for %s %s the name %s, as the API server does', (apiVersion, kind, name) => {
    expect(legalNames([{ path: 'shop/x', manifest: { apiVersion, kind, metadata: { name } } }])).toEqual([]);
  });

  it('judges a custom resource by its group, not by a kind that Kubernetes has too', () => {
    const manifest = { apiVersion: 'batch.example.com/v1', kind: 'Namespace', metadata: { name: 'a.b' } };
    expect(legalNames([{ path: 'shop/x', manifest }])).toEqual([]);
  });

  it.each(['a.b', 'Upper', '', 'n'.repeat(64)])('refuses the namespace %j of an object', (namespace) => {
    const manifest = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x', namespace } };
    expect(legalNames([{ path: 'shop/x', manifest }]))
      .toEqual([`[shop/x] 'namespace' must ${LABEL}, got ${JSON.stringify(namespace)}; choose such a name`]);
  });

  it('says both where both are wrong', () => {
    const manifest = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'X', namespace: 'Y' } };
    expect(legalNames([{ path: 'shop/x', manifest }])).toHaveLength(2);
  });

  it.each([{ kind: 'ConfigMap' }, { kind: 'ConfigMap', metadata: {} }, { kind: 'ConfigMap', metadata: { name: 7 } }])(
    'refuses an object without a name: %j', (manifest) => {
      const [message] = legalNames([{ path: 'shop/x', manifest }]);
      expect(message).toMatch(NAMED_ERROR);
      expect(message).not.toContain('undefined');
    },
  );

  it.each([
    ['apiextensions.k8s.io/v1', 'CustomResourceDefinition', { group: 'acme.io', names: { plural: 'things' } },
      'things.acme.io'],
    ['apiregistration.k8s.io/v1', 'APIService', { group: 'acme.io', version: 'v1' }, 'v1.acme.io'],
  ])('asks that the name of %s %s says what it holds', (...[apiVersion, kind, spec, expected]) => {
    const messagesFor = (name: string) => (
      legalNames([{ path: 'shop/x', manifest: { apiVersion, kind, metadata: { name }, spec } }])
    );
    expect(messagesFor(expected)).toEqual([]);
    expect(messagesFor('other.acme.io')).toEqual([
      `[shop/x] 'name' must be ${expected}, after what it holds, got "other.acme.io"; write that`,
    ]);
  });
});
