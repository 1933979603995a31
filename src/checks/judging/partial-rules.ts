import type { ForeignRule } from './suppression-annotations';
import type { Result } from '../model/result';

/** By check, what place, message or value of those findings have that a rule asks for too; null: nobody can tell. */
type Part = Readonly<Record<string, RegExp | null>>;

const HOST_NAMESPACES = 'pod-security-host-namespaces';
const HOST_PATHS = 'pod-security-host-path-volumes';
const DROPPED = 'pod-security-capabilities-restricted';
const ADDED = 'pod-security-capabilities-baseline';
const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'];
const OUTDATED = 'image-is-maintained';
const ESCALATION = 'role-cannot-escalate';

/** Rules that ask for less than a check that refers to them: whoever leaves them out has not decided on the rest. */
export const PARTIAL_RULES: Readonly<Record<ForeignRule, Part>> = {
  'kube-score:container-ports-check': { 'names-are-unique': /\.ports\[/ },
  'kube-score:deployment-strategy': { 'rolls-out-gradually': /\.type: / },
  'kube-score:poddisruptionbudget-has-policy': { 'budget-allows-disruption': /says neither/ },

  'kube-linter:access-to-create-pods': { 'role-writes-no-workloads': /\bcreate\b.* of pods$/m },
  'kube-linter:deprecated-service-account-field': { 'fields-are-not-deprecated': /\.serviceAccount: / },
  'kube-linter:docker-sock': { 'no-runtime-socket': /docker\.sock/ },
  'kube-linter:drop-net-raw-capability': { [DROPPED]: null },
  'kube-linter:env-value-from': { 'config-map-exists': /\.env\[/, 'secret-exists': /\.env\[/ },
  'kube-linter:env-var-secret': { 'no-literal-secrets-in-env': null },
  'kube-linter:host-ipc': { [HOST_NAMESPACES]: /\.hostIPC: / },
  'kube-linter:host-network': { [HOST_NAMESPACES]: /\.hostNetwork: / },
  'kube-linter:host-pid': { [HOST_NAMESPACES]: /\.hostPID: / },
  'kube-linter:no-extensions-v1beta': { 'api-version-is-served': /^extensions\/v1beta1$/m },
  'kube-linter:no-rolling-update-strategy': { 'rolls-out-gradually': /\.type: / },
  'kube-linter:pdb-max-unavailable': { 'budget-allows-disruption': /\.maxUnavailable: lets/ },
  'kube-linter:privilege-escalation-container': { [ADDED]: null, 'pod-security-privileged': null },
  'kube-linter:run-as-non-root': { 'no-root-group': null },
  'kube-linter:sensitive-host-mounts': { [HOST_PATHS]: null },
  'kube-linter:writable-host-mount': { [HOST_PATHS]: null },
  ...Object.fromEntries(PROBES.map((probe) => [`kube-linter:${probe.replace('Probe', '-port')}`, {
    'probe-port-names-exist': new RegExp(String.raw`\.${probe}\.`),
    'probe-ports-are-declared': new RegExp(String.raw`\.${probe}\.`),
  }])),

  'polaris:dangerousCapabilities': { [ADDED]: /adds "(?:SYS_ADMIN|NET_ADMIN|ALL)"$/m },
  'polaris:hostIPCSet': { [HOST_NAMESPACES]: /\.hostIPC: / },
  'polaris:hostNetworkSet': { [HOST_NAMESPACES]: /\.hostNetwork: / },
  'polaris:hostPIDSet': { [HOST_NAMESPACES]: /\.hostPID: / },
  'polaris:insecureCapabilities': { [DROPPED]: /\.drop: / },
  'polaris:linuxHardening': { [DROPPED]: /\.drop: / },
  'polaris:sensitiveConfigmapContent': { 'config-map-holds-no-secret': null },
  'polaris:sensitiveContainerEnvVar': { 'no-literal-secrets-in-env': null },

  'checkov:CKV2_K8S_1': { [ESCALATION]: null },
  'checkov:CKV2_K8S_3': { [ESCALATION]: /grants impersonate/ },
  'checkov:CKV2_K8S_4': { 'role-changes-no-network': /of services\/status$/m },
  'checkov:CKV_K8S_153': { 'ingress-has-no-snippets': null },
  'checkov:CKV_K8S_154': { 'ingress-has-no-snippets': null },
  'checkov:CKV_K8S_157': { [ESCALATION]: /grants bind$/m },
  'checkov:CKV_K8S_158': { [ESCALATION]: /grants escalate$/m },
  'checkov:CKV_K8S_17': { [HOST_NAMESPACES]: /\.hostPID: / },
  'checkov:CKV_K8S_18': { [HOST_NAMESPACES]: /\.hostIPC: / },
  'checkov:CKV_K8S_19': { [HOST_NAMESPACES]: /\.hostNetwork: / },
  'checkov:CKV_K8S_25': { [DROPPED]: /\.add: / },
  'checkov:CKV_K8S_27': { 'no-runtime-socket': /docker\.sock/ },
  'checkov:CKV_K8S_28': { [DROPPED]: null },
  'checkov:CKV_K8S_33': { [OUTDATED]: null },
  'checkov:CKV_K8S_34': { [OUTDATED]: /runs Tiller/ },
  'checkov:CKV_K8S_37': { [DROPPED]: /\.drop: / },
  'checkov:CKV_K8S_39': { [ADDED]: /adds "SYS_ADMIN"$/m },
  'checkov:CKV_K8S_45': { [OUTDATED]: /runs Tiller/ },
};

/** Whether a rule to which the check of a finding refers asks for this one too. */
export function asksFor(rule: ForeignRule, { check, path = '', message, actual }: Result): boolean {
  const part = Object.hasOwn(PARTIAL_RULES, rule) ? PARTIAL_RULES[rule] : {};
  if (!Object.hasOwn(part, check.id)) return true;
  // Whole objects may be there, of which no rule asks.
  const value = typeof actual === 'string' ? actual : '';
  return part[check.id]?.test(`${path}: ${message}\n${value}`) ?? false;
}
