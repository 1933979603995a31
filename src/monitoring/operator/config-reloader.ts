import { DEFAULT_LIMITS, DEFAULT_REQUESTS } from '../../internal/manifest/container-defaults';

const STORAGE = 'ephemeral-storage';
const AMOUNTS = { cpu: '10m', memory: '50Mi' };
const resources = {
  requests: { ...AMOUNTS, [STORAGE]: DEFAULT_REQUESTS[STORAGE] },
  limits: { ...AMOUNTS, [STORAGE]: DEFAULT_LIMITS[STORAGE] },
};

/**
 * What the operator adds to all its pods: it writes their configuration, before they start and when it changes.
 *
 * How much they ask for is said here, by their names: otherwise flags of the operator do, with which many installations
 * ask for nothing.
 *
 * @see https://prometheus-operator.dev/docs/platform/operator/
 */
export const RELOADERS = {
  initContainers: [{ name: 'init-config-reloader', resources }],
  containers: [{ name: 'config-reloader', resources }],
};
