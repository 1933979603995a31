const BASE = ['internal', 'platform', 'contracts'];
const PARTS = ['access', 'alerts', 'availability', 'cluster', 'cost', 'namespaces', 'network', 'policy', 'secrets'];
// What brings secrets to pods: it alerts, and `alerts` goes by keys of Secrets.
const SECRETS = ['agent', 'external', 'mounted', 'sealed'].map((folder) => `secrets/${folder}`);
const OF_ALL_SECRETS = [
  'go-template-text', 'made-secret', 'pod-secret', 'provider-forms', 'remote-key', 'secret-delivery', 'secret-key',
  'template-secrets',
].map((file) => `secrets/${file}`);
const ABOVE_WORKLOADS = ['data', 'delivery', 'scaling'];
const ASSEMBLIES = ['chaos', 'gitops', 'logging', 'monitoring', 'runbooks', 'tracing'];
const CHECK_DOMAINS = [
  'access', 'alerts', 'availability', 'backup', 'cluster', 'delivery', 'images', 'labels', 'monitoring', 'namespaces',
  'network', 'pod-security', 'references', 'secrets', 'validity', 'workloads',
].map((domain) => `checks/${domain}`);

// What pods are made of: namespaces are around them, and end them too.
const PARTS_OF_PODS = PARTS.filter((part) => part !== 'namespaces');
const UP_TO_PODS = [...BASE, ...PARTS_OF_PODS, 'pods'];
const UP_TO_ASSEMBLED = [...UP_TO_PODS, 'namespaces', 'workloads', 'backup', ...ABOVE_WORKLOADS];
// A check reads manifests alone: what we write cannot pass by definition.
const PLAIN_DATA = [
  'internal/kubernetes-version', 'internal/naming/labels', 'internal/naming/sealing',
  'internal/naming/keys-of-types', 'internal/secrets', 'internal/values',
];

/**
 * The layers of `src`, and what each may import beside itself: folders, or single files.
 *
 * A layer is a folder with all that is in it. Where folders inside of it are layers too, it is the files that stand
 * directly in it. Some layers are listed before their first file is written.
 */
export const LAYERS: Readonly<Record<string, readonly string[]>> = {
  'internal': [],
  'contracts': [],
  // Of the checks, their ids alone, which are plain data.
  'platform': ['internal', 'contracts', 'checks/check-ids'],
  ...each(PARTS, BASE),
  // The forms of what clouds give out are those of identities.
  'secrets': [...BASE, 'access/identity-forms'],
  // Who holds everything is told by an alert.
  'access/emergency': [...BASE, 'access', 'alerts'],
  // Receivers of alerts are known by keys of Secrets.
  'alerts': [...BASE, 'secrets/secret-key'],
  ...each(SECRETS, [...BASE, 'access', 'alerts', 'availability', ...OF_ALL_SECRETS]),
  'pods': [...BASE, ...PARTS_OF_PODS],
  'workloads': UP_TO_PODS,
  // Velero is a workload itself, in a namespace of its own; what is to be recovered are workloads.
  'backup': [...UP_TO_PODS, 'namespaces', 'workloads'],
  ...each(ABOVE_WORKLOADS, [...UP_TO_PODS, 'workloads']),
  'namespaces/expiry': [...UP_TO_PODS, 'workloads'],
  ...each(ASSEMBLIES, UP_TO_ASSEMBLED),
  // Its classes and enums are public, and refuse what is none of their arguments and members like all others.
  'checks/model': [...PLAIN_DATA, 'internal/signatures/checked', 'internal/signatures/known-members'],
  'checks/loading': ['checks/model', ...PLAIN_DATA],
  'checks/facts': ['checks/model', ...PLAIN_DATA],
  'checks/judging': ['checks/model', ...PLAIN_DATA],
  ...each(CHECK_DOMAINS, ['checks/model', 'checks/facts', ...PLAIN_DATA]),
  'checks': [...CHECK_DOMAINS, 'checks/model'],
  'checks/judging/readiness': ['checks/catalogue', 'checks/model', 'checks/judging'],
  'report': [
    'checks/check-ids', 'checks/model', 'checks/judging', 'internal/naming/labels', 'internal/secrets/masked-text',
    'internal/values',
  ],
  'app': ['internal', 'contracts', 'platform', 'checks', 'report'],
  'testing': ['internal', 'platform', 'checks', 'report'],
  'cli': [...UP_TO_ASSEMBLED, ...ASSEMBLIES, 'app', 'checks', 'report'],
  'index': [
    'app', 'contracts', 'platform', 'checks/model', ...PARTS, ...SECRETS, 'access/emergency', 'namespaces/expiry',
    'pods', 'workloads', 'backup', ...ABOVE_WORKLOADS, ...ASSEMBLIES,
  ],
};

/** Base names that stand more than once in `src`, and why no other name would say more. */
export const SHARED_NAMES: Readonly<Record<string, string>> = {
  'command': 'one for each folder of cli/, which names the command',
  'embedded-scripts': 'written beside each scripts/ folder by npx projen',
};

/** Folders whose number of files has no bound: one file is one check. */
export const FOLDERS_OF_CHECKS: readonly string[] = CHECK_DOMAINS;

function each(layers: readonly string[], imports: readonly string[]): Record<string, readonly string[]> {
  return Object.fromEntries(layers.map((layer) => [layer, imports]));
}
