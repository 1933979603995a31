import { Construct } from 'constructs';
import { VaultSecretsProps } from './vault-secrets-props';
import { Resources } from '../../availability/resources';
import { complaintOf, fail, failBelow } from '../../internal/fail';
import { resourceFields } from '../../internal/manifest/resource-fields';
import { Waivers } from '../../internal/manifest/waiver-annotations';
import { WorkloadContext } from '../../internal/manifest/workload-context';
import { checkDnsLabel, isQualifiedKey } from '../../internal/naming/names';
import { checked } from '../../internal/signatures/checked';
import { namespaceOf } from '../../internal/tree/namespace-lookup';
import { ResourceDemand } from '../../internal/tree/namespace-registry';
import { Platform } from '../../platform/platform';
import { Provider } from '../../platform/provider';
import { IPodSecret } from '../pod-secret';
import { AUDIENCE_FORM, checkForms, MOUNT_FORM, NAME_FORM } from '../provider-forms';
import { AgentPlace, InjectedAgent, SecretDelivery } from '../secret-delivery';

const PREFIX = 'vault.hashicorp.com/';
const TOKEN_VOLUME = 'vault-token';
const TLS_FOLDER = '/vault/tls';
/** Of what begins so the injector would read `agent-inject-template-file-...`, which names a file of its image. */
const OTHER_ANNOTATION = 'file-';
const FILE = /^[a-z0-9][-a-z0-9.]{0,38}[a-z0-9]$|^[a-z0-9]$/;

/**
 * Secrets that an agent of Vault writes into pods, of which nothing is made in the cluster.
 *
 * Writes nothing itself: `useSecret` gives pods the annotations by which the injector of Vault adds the agent, a token
 * for it alone, and the way to Vault. The agent is as restricted as all containers are, counts in the quota, and renews
 * the files while the pod runs; in pods of jobs it ends before the process starts.
 *
 * @example
 *
 * const vault = ForeignService.at({
 *   name: 'vault', namespace: 'vault', podLabels: { 'app.kubernetes.io/name': 'vault' }, containerPort: 8200,
 * });
 * api.useSecret(new VaultSecrets(chart, 'database', {
 *   server: VaultServer.inCluster(vault),
 *   role: 'shop',
 *   files: { password: VaultFile.field('secret/data/shop/database', 'password') },
 * }));
 *
 * @see https://developer.hashicorp.com/vault/docs/platform/k8s/injector
 */
@checked
export class VaultSecrets implements IPodSecret {
  /** By which it is known, and its default folder is called. */
  public readonly secretName: string;
  /** Namespace of the pods that can use it. */
  public readonly secretNamespace: string;
  /** How pods get it. @internal */
  public readonly _delivery: SecretDelivery;

  /**
   * @param scope the chart or construct that it is for
   * @param name of its default folder, a DNS label
   * @param props where the secrets are
   */
  constructor(scope: Construct, name: string, props: VaultSecretsProps) {
    this.secretName = name;
    this.secretNamespace = namespaceOf(scope);
    checkDnsLabel(scope, 'name', name);
    const complaint = complaintOf(() => checkProps(scope, props));
    if (complaint !== undefined) failBelow(scope, name, complaint);
    this._delivery = { agent: agentOf(props) };
  }
}

function checkProps(scope: Construct, { server, role, files, ...others }: VaultSecretsProps): void {
  server._check(scope);
  const { mountPath, audience, vaultNamespace, certificateAuthority } = others;
  const given = [
    { prop: 'role', value: role, ...NAME_FORM },
    { prop: 'mountPath', value: mountPath, ...MOUNT_FORM, like: 'kubernetes' },
    { prop: 'audience', value: audience, ...AUDIENCE_FORM },
    { prop: 'vaultNamespace', value: vaultNamespace, ...MOUNT_FORM, like: 'platform/shop' },
  ];
  checkForms(scope, { verb: 'Vault', given });
  certificateAuthority?._check(scope, 'certificateAuthority');
  if (Object.keys(files).length === 0) {
    const remedy = "name them, like { password: VaultFile.field('secret/data/shop/database', 'password') }";
    fail(scope, { prop: 'files', must: 'name a file', got: files, remedy });
  }
  for (const [file, content] of Object.entries(files)) {
    if (!FILE.test(file) || !isQualifiedKey(file)) {
      const must = 'be named by lower-case letters, digits, - and ., at most 40, as part of annotations';
      fail(scope, { prop: 'files', must, got: file, remedy: 'choose such a name' });
    }
    if (file.startsWith(OTHER_ANNOTATION)) {
      const must = `not begin with ${OTHER_ANNOTATION}, by which the injector knows templates in its image`;
      fail(scope, { prop: 'files', must, got: file, remedy: 'choose another name' });
    }
    content._check(scope, file);
  }
}

function agentOf(props: VaultSecretsProps): InjectedAgent {
  const { server, audience = 'vault', resources = Resources.small() } = props;
  return {
    demand: (context) => resources._demand(sayingOnce(context)),
    staysUp: (place) => !isOnlyBefore(props, place),
    target: server._target,
    hosts: server._hosts,
    external: props.certificateAuthority?.secretName,
    annotations: (place) => prefixed({
      ...connection(props),
      'agent-set-security-context': String(!hasUserIds(place)),
      'agent-pre-populate-only': isOnlyBefore(props, place) ? 'true' : undefined,
      ...filesOf(props),
      ...resourcesOf(place.demand),
      'agent-inject-containers': place.context.name,
      'secret-volume-path': place.path,
    }),
    volume: {
      name: TOKEN_VOLUME,
      projected: { sources: [{ serviceAccountToken: { path: 'token', audience, expirationSeconds: 7200 } }] },
    },
  };
}

/** OpenShift refuses the user that the injector would say, and fills in all that it says otherwise. */
function hasUserIds({ context: { scope } }: AgentPlace): boolean {
  return Platform.of(scope).provider === Provider.OPENSHIFT;
}

/** Whether the agent ends before the process starts. */
function isOnlyBefore(props: VaultSecretsProps, { context: { scope }, isEnding }: AgentPlace): boolean {
  const { prePopulateOnly = isEnding } = props;
  if (isEnding && !prePopulateOnly) {
    const must = 'be true for pods that end, which an agent beside them would keep from it';
    fail(scope, { prop: 'prePopulateOnly', must, got: prePopulateOnly, remedy: 'leave it out' });
  }
  return prePopulateOnly;
}

function connection(props: VaultSecretsProps): Record<string, string | undefined> {
  const { server, role, mountPath = 'kubernetes', vaultNamespace, certificateAuthority } = props;
  return {
    'agent-inject': 'true',
    'role': role,
    'service': server._address,
    'auth-path': `auth/${mountPath}`,
    'namespace': vaultNamespace,
    'tls-secret': certificateAuthority?.secretName,
    'ca-cert': certificateAuthority && `${TLS_FOLDER}/${certificateAuthority.key}`,
    'agent-service-account-token-volume-name': TOKEN_VOLUME,
  };
}

function filesOf({ files }: VaultSecretsProps): Record<string, string> {
  return Object.fromEntries(Object.entries(files).flatMap(([file, content]) => [
    [`agent-inject-secret-${file}`, content._path],
    [`agent-inject-template-${file}`, content._template],
    // Its group is that of the pod, by which processes read it.
    [`agent-inject-perms-${file}`, '0440'],
    // Otherwise a field that is gone would be written as words that say so.
    [`error-on-missing-key-${file}`, 'true'],
  ]));
}

/** Where the pods are without a limit of CPU themselves, the reason is on record already. */
function sayingOnce(context: WorkloadContext): WorkloadContext {
  return context.waivers.has('has-cpu-limit') ? { ...context, waivers: new Waivers(context.scope) } : context;
}

function resourcesOf(demand: ResourceDemand): Record<string, string | undefined> {
  const { requests, limits } = resourceFields(demand);
  return {
    'agent-requests-cpu': requests.cpu,
    'agent-requests-mem': requests.memory,
    'agent-requests-ephemeral': requests['ephemeral-storage'],
    // The injector has a limit of its own where nothing is said, and none where that is empty.
    'agent-limits-cpu': limits.cpu ?? '',
    'agent-limits-mem': limits.memory,
    'agent-limits-ephemeral': limits['ephemeral-storage'],
  };
}

function prefixed(annotations: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(annotations).flatMap(([name, value]) => (
    value === undefined ? [] : [[PREFIX + name, value]]
  )));
}
