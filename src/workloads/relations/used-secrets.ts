import { ApiObject } from 'cdk8s';
import { Volume } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { call } from './dependencies';
import { SecretUse, UseSecretOptions } from './secret-use';
import { complaintOf, describe, fail } from '../../internal/fail';
import { Waivers } from '../../internal/manifest/waiver-annotations';
import { checkMountPath } from '../../internal/naming/mount-paths';
import { RenderedDocuments } from '../../internal/tree/rendered-documents';
import { checkReason } from '../../internal/values/plain-text';
import { EKS_ROLE_ANNOTATION } from '../../platform/identity-hosts';
import { addSecretVariable, mountSecret } from '../../pods/containers/secret-references';
import { mountFiles } from '../../pods/volumes/mounted-files';
import { checkFreePath } from '../../pods/volumes/scratch-folder';
import { IPodSecret } from '../../secrets/pod-secret';
import {
  DeliveredSecret, InjectedAgent, MadeSecret, MountedVolume, SecretDelivery,
} from '../../secrets/secret-delivery';
import { SecretKey } from '../../secrets/secret-key';
import { Workload } from '../workload';
import { WorkloadProtocol } from '../workload-port';

const VERB = 'useSecret';
const CHECK = 'no-secrets-in-env-vars';
const WITH_ROLE = [
  'be read as a role of IAM, and the ServiceAccount of the pods names none',
  'call useIdentity(WorkloadIdentity.eksRole(...)), or give the MountProvider podIdentity',
] as const;
const WITHOUT_ROLE = [
  'be read as what EKS Pod Identity says, and the ServiceAccount of the pods names a role of IAM',
  'leave podIdentity out of the MountProvider, or call useIdentity(WorkloadIdentity.eksPodIdentity())',
] as const;

type Files = NonNullable<SecretUse['_way']['files']>;
type Environment = NonNullable<SecretUse['_way']['environment']>;

/** Gives a secret to the main container, in whatever way that it reaches pods. */
export function useSecret(workload: Workload, secret: IPodSecret, options: UseSecretOptions): void {
  const { made, mounted, agent } = deliveryOf(workload, secret);
  if (options.rollsPods) checkLasting(workload);
  const { files, environment } = (options.use ?? SecretUse.files())._way;
  if (mounted !== undefined) mountVolume(workload, secret.secretName, { mounted, options });
  if (agent !== undefined) addAgent(workload, agent, folderOf(workload.context.scope, secret.secretName, options));
  if (made === undefined) return;
  if (environment !== undefined) takeVariables(workload, made, environment);
  else takeFiles(workload, made, files!);
  if (!options.rollsPods) return;
  if (made.isFixed) {
    const must = 'be left out, for RefreshPolicy.CREATED_ONCE reads values once and never again';
    fail(workload.context.scope, { prop: `${VERB}.rollsPods`, must, got: true, remedy: 'give it another policy' });
  }
  if (made.sealed === undefined) workload.secretRotation.addReloaded(workload, made.name);
  else workload.secretRotation.addSealed(workload, made.sealed);
}

function deliveryOf({ context: { scope, namespace } }: Workload, secret: IPodSecret): SecretDelivery {
  const { _delivery: delivery } = secret as DeliveredSecret;
  const { secretName, secretNamespace } = secret;
  if (delivery === undefined) {
    const remedy = 'name a Secret of others by mountSecret';
    fail(scope, { prop: `${VERB}.secretName`, must: 'be that of a secret of this library', got: secretName, remedy });
  }
  if (secretNamespace === namespace) return delivery;
  const must = `be ${namespace} for ${secretName} too, as of the workload`;
  const remedy = 'make one for each namespace, for pods see none of another';
  fail(scope, { prop: `${VERB}.secretNamespace`, must, got: secretNamespace, remedy });
}

/** Reloader would start a CronJob beside its schedule, and make a Job anew. */
function checkLasting({ context: { scope }, isEnding }: Workload): void {
  if (!isEnding) return;
  const must = 'be left out for jobs, whose pods read the secret when they begin';
  fail(scope, { prop: `${VERB}.rollsPods`, must, got: true, remedy: 'leave it out: the next run has the new values' });
}

/** A webhook adds it when pods are made: here is what it needs of them. */
function addAgent(workload: Workload, agent: InjectedAgent, path: string): void {
  const { context, containers, policy, secretRotation } = workload;
  const { scope, externals } = context;
  if (secretRotation.hasAgent) {
    const remedy = 'give the VaultSecrets all files that the pods need';
    fail(scope, { prop: `${VERB}.agent`, must: 'be the only one of the pods', got: 'a second agent', remedy });
  }
  secretRotation.hasAgent = true;
  checkFreePath(scope, workload.container, { prop: `${VERB}.path`, path, volume: '' });
  const demand = agent.demand(context);
  const place = { context, path, isEnding: workload.isEnding, demand };
  workload.changePods({ metadata: { annotations: agent.annotations(place) }, spec: { volumes: [agent.volume] } });
  containers.countInjected({ resources: demand, staysUp: agent.staysUp(place), folder: path });
  if (agent.external !== undefined) externals.add('Secret', agent.external);
  if (agent.target !== undefined) call(workload, agent.target, { verb: VERB });
  for (const { cidr, port } of agent.hosts) {
    const ports = [{ containerPort: port, protocol: WorkloadProtocol.TCP }];
    policy.allowTo({ verb: VERB, peer: { ipBlock: { cidr } }, ports });
  }
}

/** What has no Secret has no keys either: its files are as it says. */
function mountVolume(workload: Workload, secretName: string, given: GivenVolume): void {
  const { context: { scope }, container } = workload;
  const { mounted: { driver, providerClass, attributes, isByRole }, options } = given;
  if (isByRole !== undefined) expectRole(workload, secretName, isByRole);
  const path = folderOf(scope, secretName, options);
  if (!workload.isEnding) workload.secretRotation.addMounted(workload, providerClass);
  mountFiles(scope, container, {
    prop: `${VERB}.path`,
    path,
    volume: (name) => Volume.fromCsi(scope, `Volume-${name}`, driver, { name, readOnly: true, attributes }),
  });
}

/** The provider of AWS goes by the annotation of the ServiceAccount, which may come later. */
function expectRole({ context: { scope }, serviceAccount }: Workload, secretName: string, isByRole: boolean): void {
  scope.node.addValidation({
    validate: () => {
      const account = RenderedDocuments.of(scope).readableDocumentOf(ApiObject.of(serviceAccount));
      const hasRole = account?.metadata.annotations?.[EKS_ROLE_ANNOTATION] !== undefined;
      if (account === undefined || hasRole === isByRole) return [];
      const [must, remedy] = isByRole ? WITH_ROLE : WITHOUT_ROLE;
      return [describe({ prop: `${VERB}.secretName`, must, got: secretName, remedy })];
    },
  });
}

interface GivenVolume {
  readonly mounted: MountedVolume;
  readonly options: UseSecretOptions;
}

/** The folder of files that are made in each pod; refuses what is there for Secrets alone. */
function folderOf(scope: Construct, secretName: string, options: UseSecretOptions): string {
  const { use = SecretUse.files(), rollsPods } = options;
  const { files: { path = `/etc/secrets/${secretName}`, ...others } = {}, environment } = use._way;
  const [other] = Object.entries(others).find(([, value]) => value !== undefined) ?? [];
  if (environment !== undefined || other !== undefined) {
    const must = 'be files by their own names, for no Secret is made';
    const remedy = 'leave all but the path out, or use a SyncedSecret';
    fail(scope, { prop: `${VERB}.use`, must, got: other ?? 'environment', remedy });
  }
  if (rollsPods) {
    const must = 'be left out, for nothing in the cluster changes with the values';
    fail(scope, { prop: `${VERB}.rollsPods`, must, got: rollsPods, remedy: 'look at the files again in the process' });
  }
  checkMountPath(scope, `${VERB}.path`, path);
  return path;
}

function takeFiles(workload: Workload, { name, keys }: MadeSecret, { path, ...options }: Files): void {
  const { context, container } = workload;
  checkKeys(workload, 'keys', { given: Object.keys(options.keys ?? {}), known: keys() });
  mountSecret(context, container, {
    secretName: name, path: path ?? `/etc/secrets/${name}`, options, verb: VERB,
  });
}

function takeVariables(workload: Workload, { name, keys }: MadeSecret, { reason, variables }: Environment): void {
  const { context, container, configSources } = workload;
  checkReason(context.scope, `${VERB}.use`, reason);
  const known = keys();
  const given = variables ?? Object.fromEntries(known.map((key) => [key, key]));
  if (Object.keys(given).length === 0) {
    const remedy = 'leave it out to have them all';
    fail(context.scope, { prop: `${VERB}.variables`, must: 'name a variable', got: given, remedy });
  }
  checkKeys(workload, 'variables', { given: Object.values(given), known });
  for (const [variable, key] of Object.entries(given)) {
    const { variables: taken } = configSources;
    const added = { name: variable, source: SecretKey.of(name, key), taken, verb: `${VERB}.variables` };
    const complaint = complaintOf(() => addSecretVariable(context, container, added));
    if (complaint === undefined) continue;
    const remedy = `name it otherwise, like { variables: { ${otherName(name, variable)}: '${key}' } }`;
    fail(context.scope, { ...complaint, remedy });
  }
  recordReason(workload.context.waivers, workload.secretRotation.reasons, reason);
}

/** What a variable may be called that has no name of one, or one that is taken. */
function otherName(secretName: string, variable: string): string {
  const name = nameOfVariable(variable);
  return name === variable ? `${nameOfVariable(secretName)}_${name}` : name;
}

function nameOfVariable(text: string): string {
  return text.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase().replace(/\W/g, '_').replace(/^\d/, '_$&');
}

function checkKeys({ context: { scope } }: Workload, option: string, keys: GivenKeys): void {
  const unknown = keys.given.find((key) => !keys.known.includes(key));
  if (unknown === undefined) return;
  const remedy = `write one of ${[...keys.known].sort().join(', ')}`;
  fail(scope, { prop: `${VERB}.${option}`, must: 'name keys that the secret has', got: unknown, remedy });
}

interface GivenKeys {
  readonly given: readonly string[];
  readonly known: readonly string[];
}

/** One waiver, whatever many secrets are variables. */
function recordReason(waivers: Waivers, reasons: string[], reason: string): void {
  if (!reasons.includes(reason)) reasons.push(reason);
  if (reasons.length > 1) return;
  waivers.add({ checkId: CHECK, get reason() { return reasons.join('; '); } });
}
