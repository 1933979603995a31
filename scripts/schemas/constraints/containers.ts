import {
  emptyOr,
  exactlyOne,
  FILE_KEY,
  INNER_PATH,
  maybeOneOf,
  NOT_EMPTY,
  NOT_NEGATIVE,
  notTogether,
  oneOf,
  PORT,
  PORT_NAME,
  PORT_OR_NAME,
  PORT_OR_NONE,
  DNS_LABEL,
  DNS_SUBDOMAIN,
  QUALIFIED_NAME,
} from './words';
import type { Constraints } from '../constraints';
import { JsonSchema } from '../json-schema';

const HANDLERS = ['exec', 'grpc', 'httpGet', 'tcpSocket'];
const HOOKS = ['exec', 'httpGet', 'sleep', 'tcpSocket'];

const CONTAINER = {
  fields: {
    name: DNS_LABEL,
    image: NOT_EMPTY,
    restartPolicy: maybeOneOf('Always', 'Never', 'OnFailure'),
  },
  whole: [{ required: ['image'] }],
};

/** What an environment variable may be called; any printable ASCII but "=" since 1.34, by default since 1.32. */
const ENV_NAME: JsonSchema = {
  pattern: '^[ -<>-~]+$',
  description: 'printable ASCII without "="',
};

const ENV_SOURCES = ['configMapKeyRef', 'fieldRef', 'fileKeyRef', 'resourceFieldRef', 'secretKeyRef'];

const KEY_SELECTOR = { fields: { key: FILE_KEY, name: DNS_SUBDOMAIN }, whole: [{ required: ['name'] }] };

const RESOURCE_NAMES: JsonSchema = { propertyNames: QUALIFIED_NAME };

/** @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go */
export const CONTAINER_CONSTRAINTS: Constraints = {
  'core.v1.Container': CONTAINER,
  'core.v1.EphemeralContainer': CONTAINER,
  'core.v1.ContainerPort': { fields: { containerPort: PORT, hostPort: PORT_OR_NONE, name: emptyOr(PORT_NAME) } },
  'core.v1.EnvVar': {
    fields: { name: ENV_NAME },
    whole: [
      {
        if: { required: ['value'], properties: { value: NOT_EMPTY } },
        then: { not: { required: ['valueFrom'] } },
        description: 'not value together with valueFrom',
      },
    ],
  },
  'core.v1.EnvVarSource': { whole: [exactlyOne(...ENV_SOURCES)] },
  'core.v1.EnvFromSource': { whole: [exactlyOne('configMapRef', 'secretRef')] },
  'core.v1.ConfigMapEnvSource': { fields: { name: DNS_SUBDOMAIN }, whole: [{ required: ['name'] }] },
  'core.v1.SecretEnvSource': { fields: { name: DNS_SUBDOMAIN }, whole: [{ required: ['name'] }] },
  'core.v1.HTTPHeader': {
    fields: { name: { pattern: '^[-A-Za-z0-9]+$', description: 'the name of a header: letters, digits and "-"' } },
    optional: ['value'],
  },
  'core.v1.ConfigMapKeySelector': KEY_SELECTOR,
  'core.v1.SecretKeySelector': KEY_SELECTOR,
  'core.v1.ResourceFieldSelector': { fields: { resource: NOT_EMPTY } },
  'core.v1.ResourceRequirements': { fields: { limits: RESOURCE_NAMES, requests: RESOURCE_NAMES } },
  'core.v1.Probe': {
    fields: {
      initialDelaySeconds: NOT_NEGATIVE,
      timeoutSeconds: NOT_NEGATIVE,
      periodSeconds: NOT_NEGATIVE,
      successThreshold: NOT_NEGATIVE,
      failureThreshold: NOT_NEGATIVE,
      terminationGracePeriodSeconds: { minimum: 1 },
    },
    whole: [exactlyOne(...HANDLERS)],
  },
  'core.v1.LifecycleHandler': { whole: [exactlyOne(...HOOKS)] },
  'core.v1.HTTPGetAction': { fields: { port: PORT_OR_NAME } },
  'core.v1.TCPSocketAction': { fields: { port: PORT_OR_NAME } },
  'core.v1.GRPCAction': { fields: { port: PORT } },
  'core.v1.VolumeMount': {
    fields: { name: NOT_EMPTY, mountPath: NOT_EMPTY, subPath: INNER_PATH, subPathExpr: INNER_PATH },
    whole: [notTogether('subPath', 'subPathExpr')],
  },
  'core.v1.VolumeDevice': { fields: { name: NOT_EMPTY, devicePath: NOT_EMPTY } },
  'core.v1.ContainerResizePolicy': {
    fields: { resourceName: oneOf('cpu', 'memory'), restartPolicy: oneOf('NotRequired', 'RestartContainer') },
  },
  'core.v1.SleepAction': { fields: { seconds: NOT_NEGATIVE } },
};
