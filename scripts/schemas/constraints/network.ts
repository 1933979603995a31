import {
  emptyOr,
  ABSOLUTE_PATH,
  DNS_LABEL,
  DNS_SUBDOMAIN,
  HOST_NAME,
  LABELS,
  maybeOneOf,
  NOT_EMPTY,
  oneOf,
  PORT,
  PORT_NAME,
  PORT_OR_NAME,
  PORT_OR_NONE,
  QUALIFIED_NAME,
  SOME,
  where,
} from './words';
import type { Constraints } from '../constraints';

/** A dot at the end says that a name is whole. */
const FULL_NAME = { ...DNS_SUBDOMAIN, pattern: (DNS_SUBDOMAIN.pattern as string).replace('$', '\\.?$') };

const WEBHOOK = {
  fields: {
    name: {
      ...DNS_SUBDOMAIN,
      pattern: DNS_SUBDOMAIN.pattern!.toString().replace('*$', '{2,}$'),
      description: 'a DNS name of at least three parts',
    },
    admissionReviewVersions: {
      minItems: 1,
      uniqueItems: true,
      items: { ...DNS_LABEL, pattern: '^[a-z]([-a-z0-9]*[a-z0-9])?$' },
      contains: { enum: ['v1', 'v1beta1'] },
    },
    timeoutSeconds: { minimum: 1, maximum: 30 },
    sideEffects: oneOf('None', 'NoneOnDryRun'),
  },
};

/** What a webhook or a policy is about is named in full. */
const RULE = {
  fields: {
    apiGroups: SOME,
    apiVersions: { ...SOME, items: NOT_EMPTY },
    operations: { ...SOME, items: oneOf('*', 'CONNECT', 'CREATE', 'DELETE', 'UPDATE') },
    resources: { ...SOME, items: NOT_EMPTY },
    scope: oneOf('*', 'Cluster', 'Namespaced'),
  },
  whole: [{ required: ['apiGroups', 'apiVersions', 'operations', 'resources'] }],
};

const CLIENT_CONFIG = {
  fields: { url: { pattern: '^https://[^/?#@]+(/[^?#]*)?$', description: 'an address such as https://host/path' } },
  whole: [
    {
      oneOf: [{ required: ['url'] }, { required: ['service'] }],
      description: 'exactly one of url and service',
    },
  ],
};

/**
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/networking/validation/validation.go
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/admissionregistration/validation/validation.go
 */
export const NETWORK_CONSTRAINTS: Constraints = {
  'core.v1.Service': { whole: [{ required: ['spec'] }] },
  'networking.v1.Ingress': { whole: [{ required: ['spec'] }] },
  'admissionregistration.v1.ValidatingAdmissionPolicy': { whole: [{ required: ['spec'] }] },
  'admissionregistration.v1.ValidatingAdmissionPolicyBinding': { whole: [{ required: ['spec'] }] },
  'core.v1.ServiceSpec': {
    fields: {
      selector: LABELS,
      healthCheckNodePort: PORT_OR_NONE,
      ipFamilies: { items: maybeOneOf('IPv4', 'IPv6') },
    },
    whole: [
      where('type', ['ExternalName'], {
        required: ['externalName'],
        properties: { externalName: FULL_NAME, clusterIP: oneOf('') },
      }),
    ],
  },
  'core.v1.ServicePort': {
    fields: {
      name: emptyOr(DNS_LABEL),
      port: PORT,
      nodePort: PORT_OR_NONE,
      appProtocol: QUALIFIED_NAME,
    },
    whole: [
      {
        properties: {
          targetPort: { anyOf: [{ const: 0 }, { const: '' }, PORT_OR_NAME], description: PORT_OR_NAME.description },
        },
      },
    ],
  },
  'networking.v1.NetworkPolicySpec': {
    fields: { policyTypes: { maxItems: 2, items: oneOf('Egress', 'Ingress') } },
  },
  'networking.v1.NetworkPolicyPeer': {
    whole: [
      { not: { required: ['ipBlock', 'podSelector'] }, description: 'not ipBlock together with a selector' },
      { not: { required: ['ipBlock', 'namespaceSelector'] }, description: 'not ipBlock together with a selector' },
      { minProperties: 1, description: 'a podSelector, a namespaceSelector or an ipBlock' },
    ],
  },
  'networking.v1.NetworkPolicyPort': {
    fields: { port: PORT_OR_NAME, endPort: PORT },
    whole: [
      {
        if: { required: ['endPort'] },
        then: { required: ['port'], properties: { port: { type: 'integer' } } },
      },
    ],
  },
  'core.v1.ClientIPConfig': { fields: { timeoutSeconds: { minimum: 1, maximum: 86400 } } },
  'networking.v1.IngressSpec': {
    fields: { ingressClassName: DNS_SUBDOMAIN },
    whole: [
      {
        anyOf: [{ required: ['rules'], properties: { rules: { minItems: 1 } } }, { required: ['defaultBackend'] }],
        description: 'rules or a defaultBackend',
      },
    ],
  },
  'networking.v1.IngressRule': { fields: { host: HOST_NAME } },
  'networking.v1.IngressTLS': {
    fields: {
      hosts: { items: HOST_NAME },
      secretName: emptyOr(DNS_SUBDOMAIN),
    },
  },
  'networking.v1.HTTPIngressRuleValue': { fields: { paths: { minItems: 1 } } },
  'networking.v1.HTTPIngressPath': {
    fields: { pathType: oneOf('Exact', 'ImplementationSpecific', 'Prefix') },
    whole: [
      where('pathType', ['Exact', 'Prefix'], {
        required: ['path'],
        properties: {
          path: {
            ...ABSOLUTE_PATH,
            pattern: '^/(?!.*//)(?!(.*/)?\\.\\.?(/|$))(?!.*%2[fF])',
            description: 'a path that begins with "/" and has no "//", "/./", "/../" or "%2f"',
          },
        },
      }),
      {
        if: { required: ['path'], properties: { path: NOT_EMPTY } },
        then: { properties: { path: ABSOLUTE_PATH } },
      },
    ],
  },
  'networking.v1.IngressBackend': {
    whole: [
      {
        properties: { resource: { properties: { apiGroup: NOT_EMPTY } } },
        oneOf: [{ required: ['service'] }, { required: ['resource'] }],
        description: 'exactly one of service and resource',
      },
    ],
  },
  'networking.v1.IngressServiceBackend': { fields: { name: DNS_LABEL }, whole: [{ required: ['port'] }] },
  'networking.v1.ServiceBackendPort': {
    fields: { name: emptyOr(PORT_NAME), number: PORT_OR_NONE },
    whole: [
      {
        oneOf: [
          { required: ['name'], properties: { name: NOT_EMPTY, number: { const: 0 } } },
          { required: ['number'], properties: { number: PORT, name: { const: '' } } },
        ],
        description: 'exactly one of name and number',
      },
    ],
  },
  'admissionregistration.v1.ValidatingAdmissionPolicyBindingSpec': {
    fields: { policyName: DNS_SUBDOMAIN, validationActions: { ...SOME, uniqueItems: true } },
  },
  'discovery.v1.EndpointSlice': { fields: { addressType: oneOf('FQDN', 'IPv4', 'IPv6') } },
  'discovery.v1.Endpoint': { fields: { addresses: { minItems: 1, maxItems: 100 } } },
  'networking.v1.IngressClassParametersReference': {
    fields: {
      scope: maybeOneOf('Cluster', 'Namespace'),
      kind: NOT_EMPTY,
      name: NOT_EMPTY,
      apiGroup: DNS_SUBDOMAIN,
    },
  },
  'networking.v1.IngressClass': {
    whole: [{ required: ['spec'], properties: { spec: { required: ['controller'] } } }],
  },
  'discovery.v1.EndpointPort': { fields: { name: emptyOr(DNS_LABEL) } },
  'networking.v1.IngressClassSpec': {
    fields: {
      controller: {
        pattern: '^[^/]+/[^ ]+$',
        maxLength: 250,
        description: 'a path after a domain, such as example.com/ingress-controller',
      },
    },
  },
  'admissionregistration.v1.ValidatingWebhook': WEBHOOK,
  'admissionregistration.v1.MutatingWebhook': {
    fields: { ...WEBHOOK.fields, reinvocationPolicy: oneOf('IfNeeded', 'Never') },
  },
  'admissionregistration.v1.RuleWithOperations': RULE,
  'admissionregistration.v1.NamedRuleWithOperations': RULE,
  'admissionregistration.v1.ValidatingAdmissionPolicySpec': {
    whole: [
      {
        anyOf: ['validations', 'auditAnnotations'].map((field) => ({
          required: [field],
          properties: { [field]: SOME },
        })),
        description: 'validations or auditAnnotations',
      },
      {
        required: ['matchConstraints'],
        properties: { matchConstraints: { required: ['resourceRules'], properties: { resourceRules: SOME } } },
      },
    ],
  },
  'admissionregistration.v1.WebhookClientConfig': CLIENT_CONFIG,
  'admissionregistration.v1.ServiceReference': {
    fields: {
      name: NOT_EMPTY,
      namespace: NOT_EMPTY,
      port: PORT,
      path: emptyOr(ABSOLUTE_PATH),
    },
  },
  'core.v1.EndpointPort': { fields: { port: PORT, name: emptyOr(DNS_LABEL) } },
};
