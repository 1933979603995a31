import {
  ABSOLUTE_PATH,
  DNS_LABEL,
  DNS_SUBDOMAIN,
  emptyOr,
  exactlyOne,
  INNER_PATH,
  LABELS,
  maybeOneOf,
  NOT_EMPTY,
  oneOf,
  POSITIVE,
  QUALIFIED_NAME,
  SOME,
  where,
} from './words';
import type { Constraints } from '../constraints';

const MAYBE_DNS_LABEL = emptyOr(DNS_LABEL);
/** A dot alone is the root; elsewhere `_` is as good as a letter, and a dot may end it. */
const SEARCH_PATH = '^(\\.|[a-z0-9_]([-a-z0-9_]*[a-z0-9_])?(\\.[a-z0-9_]([-a-z0-9_]*[a-z0-9_])?)*\\.?)$';
const UID = { minimum: 0, maximum: 2147483647, description: 'an id from 0 to 2147483647' };

const LOCALHOST_PROFILE = [
  where('type', ['Localhost'], { required: ['localhostProfile'], properties: { localhostProfile: NOT_EMPTY } }),
  where('type', ['RuntimeDefault', 'Unconfined'], {
    not: { required: ['localhostProfile'] },
    description: 'no localhostProfile, unless the type is Localhost',
  }),
];

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go */
export const POD_CONSTRAINTS: Constraints = {
  'core.v1.PodSpec': {
    fields: {
      activeDeadlineSeconds: POSITIVE,
      containers: SOME,
      hostname: MAYBE_DNS_LABEL,
      nodeSelector: LABELS,
      priorityClassName: emptyOr(DNS_SUBDOMAIN),
      serviceAccountName: emptyOr(DNS_SUBDOMAIN),
      subdomain: MAYBE_DNS_LABEL,
    },
    whole: [
      where('dnsPolicy', ['None'], {
        required: ['dnsConfig'],
        properties: { dnsConfig: { required: ['nameservers'] } },
      }),
    ],
  },
  'core.v1.PodSecurityContext': {
    fields: { runAsUser: UID, runAsGroup: UID, fsGroup: UID, supplementalGroups: { items: UID } },
  },
  'core.v1.SeccompProfile': {
    fields: { type: oneOf('Localhost', 'RuntimeDefault', 'Unconfined') },
    whole: LOCALHOST_PROFILE,
  },
  'core.v1.AppArmorProfile': {
    fields: { type: oneOf('Localhost', 'RuntimeDefault', 'Unconfined') },
    whole: LOCALHOST_PROFILE,
  },
  'core.v1.Toleration': {
    fields: { key: emptyOr(QUALIFIED_NAME) },
    whole: [
      where('operator', ['Exists'], { properties: { value: oneOf('') } }),
      {
        if: { not: { required: ['key'], properties: { key: NOT_EMPTY } } },
        then: { required: ['operator'], properties: { operator: oneOf('Exists') } },
        description: 'a key, or the operator Exists',
      },
      {
        if: { required: ['tolerationSeconds'] },
        then: { required: ['effect'], properties: { effect: oneOf('NoExecute') } },
      },
    ],
  },
  'core.v1.TopologySpreadConstraint': {
    fields: {
      maxSkew: POSITIVE,
      minDomains: POSITIVE,
      topologyKey: NOT_EMPTY,
      whenUnsatisfiable: oneOf('DoNotSchedule', 'ScheduleAnyway'),
    },
    whole: [
      {
        if: { required: ['minDomains'] },
        then: { properties: { whenUnsatisfiable: oneOf('DoNotSchedule') } },
      },
    ],
  },
  'core.v1.PodAffinityTerm': { fields: { topologyKey: QUALIFIED_NAME, namespaces: { items: DNS_LABEL } } },
  'core.v1.WeightedPodAffinityTerm': { fields: { weight: { minimum: 1, maximum: 100 } } },
  'core.v1.PreferredSchedulingTerm': { fields: { weight: { minimum: 1, maximum: 100 } } },
  'core.v1.HostAlias': { fields: { hostnames: { items: DNS_SUBDOMAIN } } },
  'core.v1.Sysctl': {
    fields: {
      name: {
        pattern: '^[a-z0-9]([-_a-z0-9]*[a-z0-9])?([./][a-z0-9]([-_a-z0-9]*[a-z0-9])?)*$',
        maxLength: 253,
        description: 'the name of a sysctl, such as net.core.somaxconn',
      },
    },
  },
  'core.v1.Volume': { fields: { name: DNS_LABEL } },
  'core.v1.HostPathVolumeSource': { fields: { path: NOT_EMPTY } },
  'core.v1.PersistentVolumeClaimVolumeSource': { fields: { claimName: NOT_EMPTY } },
  'core.v1.ConfigMapVolumeSource': {
    fields: { defaultMode: { minimum: 0, maximum: 511 }, name: NOT_EMPTY },
    whole: [{ required: ['name'] }],
  },
  'core.v1.SecretVolumeSource': {
    fields: { defaultMode: { minimum: 0, maximum: 511 }, secretName: NOT_EMPTY },
    whole: [{ required: ['secretName'] }],
  },
  'core.v1.ProjectedVolumeSource': { fields: { defaultMode: { minimum: 0, maximum: 511 } } },
  'core.v1.DownwardAPIVolumeSource': { fields: { defaultMode: { minimum: 0, maximum: 511 } } },
  'core.v1.KeyToPath': {
    fields: { key: NOT_EMPTY, path: { ...INNER_PATH, minLength: 1 }, mode: { minimum: 0, maximum: 511 } },
  },
  'core.v1.DownwardAPIVolumeFile': { whole: [exactlyOne('fieldRef', 'resourceFieldRef')] },
  'core.v1.ConfigMapProjection': { whole: [{ required: ['name'] }] },
  'core.v1.SecretProjection': { whole: [{ required: ['name'] }] },
  'core.v1.ServiceAccountTokenProjection': {
    fields: { expirationSeconds: { minimum: 600, maximum: 4294967296 }, path: { ...INNER_PATH, minLength: 1 } },
  },
  'core.v1.PodDNSConfig': {
    fields: { searches: { maxItems: 32, items: { ...DNS_SUBDOMAIN, pattern: SEARCH_PATH } } },
  },
  'core.v1.PodDNSConfigOption': { fields: { name: NOT_EMPTY } },
  'core.v1.PodOS': { fields: { name: oneOf('linux', 'windows') } },
  'core.v1.SecurityContext': {
    fields: { runAsUser: UID, runAsGroup: UID },
    whole: [
      {
        not: {
          required: ['allowPrivilegeEscalation', 'privileged'],
          properties: { allowPrivilegeEscalation: { const: false }, privileged: { const: true } },
        },
        description: 'not privileged: true together with allowPrivilegeEscalation: false',
      },
    ],
  },
  'core.v1.HTTPHeader': {
    fields: { name: { pattern: "^[-A-Za-z0-9!#$%&'*+.^_`|~]+$", description: 'the name of an HTTP header' } },
    optional: ['value'],
  },
  'core.v1.ObjectFieldSelector': { fields: { fieldPath: NOT_EMPTY } },
  'core.v1.PodReadinessGate': { fields: { conditionType: QUALIFIED_NAME } },
  'core.v1.ExecAction': { fields: { command: SOME }, whole: [{ required: ['command'] }] },
  'core.v1.ResourceClaim': { fields: { name: NOT_EMPTY } },
  'core.v1.PodSchedulingGate': { fields: { name: QUALIFIED_NAME } },
  'core.v1.Taint': {
    fields: { key: QUALIFIED_NAME, effect: maybeOneOf('NoExecute', 'NoSchedule', 'PreferNoSchedule') },
  },
  'core.v1.FlexVolumeSource': { fields: { driver: NOT_EMPTY } },
  'core.v1.NFSVolumeSource': { fields: { path: ABSOLUTE_PATH, server: NOT_EMPTY } },
  'core.v1.CSIVolumeSource': { fields: { driver: DNS_SUBDOMAIN } },
  'core.v1.EphemeralVolumeSource': { whole: [{ required: ['volumeClaimTemplate'] }] },
};
