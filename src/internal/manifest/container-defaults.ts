/** What a LimitRange of ours gives to containers that do not say, by resource. */
export const DEFAULT_REQUESTS = { 'cpu': '100m', 'memory': '128Mi', 'ephemeral-storage': '64Mi' };

/** The limit of CPU only where every container of the namespace has one. */
export const DEFAULT_LIMITS = { 'cpu': '500m', 'memory': '128Mi', 'ephemeral-storage': '128Mi' };
