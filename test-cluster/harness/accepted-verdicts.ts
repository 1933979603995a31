/** A kind of change that `preflight check` and an API server judge differently. */
interface AcceptedVerdict {
  /** The change and what the API server says of it. */
  readonly pattern: RegExp;
  readonly reason: string;
}

/** Where the two differ, and why nobody is worse off. */
const ACCEPTED_VERDICTS: readonly AcceptedVerdict[] = [
  {
    pattern: /^(LimitRange|PodTemplate) .*(has no name|metadata is missing)/,
    reason: 'POST makes up the name of a LimitRange and of a PodTemplate; kubectl apply wants one',
  },
  {
    pattern: /^CustomResourceDefinition .* is invalid/,
    reason:
      'rules about schemas and names of definitions are those of their own server; who writes some tests them there',
  },
  {
    pattern: /^(Endpoints|FlowSchema|IngressClass|Node|PersistentVolume|PriorityLevelConfiguration|RuntimeClass) .* is invalid/,
    reason: 'applications do not write them',
  },
  { pattern: /^ValidatingAdmissionPolicy .*expression/, reason: 'CEL is compiled by nobody but the API server' },
  { pattern: /^(Mutating|Validating)Webhook.*must not specify other/, reason: 'a star beside itself says the same as one' },
  { pattern: /^(APIService|ValidatingAdmissionPolicy)\w* .* is invalid/, reason: 'what only their writers get wrong' },
  { pattern: /projected.*conflicting duplicate paths/, reason: 'two sources with one path: nobody looks into projections' },
  { pattern: /(Secret data|ConfigMap binaryData)\..* = \[\]: taken/, reason: 'an empty list is empty bytes, which nobody meant' },
  { pattern: /stringData.* = null: Secret/, reason: 'a text that is null becomes an empty one, which nobody meant' },
  { pattern: /^LimitRange .* = -1: taken/, reason: 'nothing fits into less than nothing, which nobody meant' },
  { pattern: /^LimitRange .* = null/, reason: 'an amount that is null becomes 0, which nobody meant' },
  {
    pattern: /^\w+ metadata\.namespace .*does not match the namespace/,
    reason: 'an object that names another namespace than the request is refused by the path it is sent to',
  },
  {
    pattern: /external\.metric\.selector.*taken, though/,
    reason: 'the selector of an external metric goes to its adapter as it is',
  },
  { pattern: /^Ingress .*DNS-1035 label/, reason: 'no Service has such a name, or newer minors take it' },
  { pattern: /nodeAffinity.*\.values\..*taken, though/, reason: 'no node has such a label, and newer minors refuse it' },
  { pattern: /^StatefulSet spec\.serviceName .*taken, though/, reason: 'no Service has such a name' },
  { pattern: /null: taken, though/, reason: 'an item that is null becomes an empty one, which nobody meant' },
  {
    pattern: /dataSource.*taken, though/,
    reason: 'a source that is not whole is dropped, and the volume is empty',
  },
  { pattern: /jobTemplate\.metadata.*taken, though/, reason: 'only the Jobs are refused, each night' },
  {
    pattern: /volumeClaimTemplates.*taken, though|mounts the volume/,
    reason: 'only the claims and pods are refused',
  },
  {
    pattern: /Unsupported value: \\?"\\?"|Required value: (valid|must not)|PreemptionPolicy \(\)/,
    reason: 'nobody writes an empty word in such a place',
  },
];

/** Why a difference is accepted; undefined where it is not. */
export function acceptedReason(change: string, said: string): string | undefined {
  return ACCEPTED_VERDICTS.find(({ pattern }) => pattern.test(`${change}: ${said}`))?.reason
    ?? (said.startsWith('taken, though') ? acceptedRefusal(change) : undefined);
}

/** What we refuse and an API server takes, where something is left out. */
const ACCEPTED_REFUSALS: readonly AcceptedVerdict[] = [
  {
    pattern: /^StatefulSet spec\.(template|volumeClaimTemplates)/,
    reason: 'before 1.34 only the pods and claims are refused that are made of it',
  },
  { pattern: /^LimitRange metadata/, reason: 'POST makes up its name; kubectl apply wants one' },
  {
    pattern: /\.(preference|sleep\.seconds|sysctls\.0\.value|dataSource\.kind|served|localhostProfile|limits|sleep) /,
    reason: 'what is left is taken, and does nothing: nobody wrote it for that',
  },
];

/** Why a refusal of ours is accepted; undefined where it is not. */
export function acceptedRefusal(change: string): string | undefined {
  return ACCEPTED_REFUSALS.find(({ pattern }) => pattern.test(`${change} `))?.reason;
}
