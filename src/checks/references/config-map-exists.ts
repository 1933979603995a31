import { configMapReferences } from '../facts/references/pod-references';
import { mayHaveEntry, judgeReferences } from '../facts/references/reference-findings';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** In every namespace, and in one. */
const MADE_BY_THE_CLUSTER = new Set([
  'kube-root-ca.crt', 'openshift-service-ca.crt', 'kube-system/extension-apiserver-authentication',
]);

/** ConfigMaps that pods cannot start without are in the input. */
export const CONFIG_MAP_EXISTS: ICheck = {
  id: 'config-map-exists',
  title: 'ConfigMaps that are named exist',
  box: 'references',
  severity: Severity.WARNING,
  why: 'A pod that names a ConfigMap which is not there waits for it for ever.',
  remedy: {
    manifest: 'Add it, or declare it: metadata.annotations[preflight/external]: "ConfigMap/web".',
    construct: "config: Config.environment({ LOG_LEVEL: 'info' }), which writes the ConfigMap too",
  },
  references: [
    'https://kubernetes.io/docs/concepts/configuration/configmap/#using-configmaps', 'kube-linter:env-value-from',
  ],
  appliesTo: ['pods'],
  evaluate: (manifest, cluster) => judgeReferences(manifest, configMapReferences(manifest.pods), ({ name, entry }) => {
    const found = cluster.named('ConfigMap', manifest.namespace, name);
    const isMade = MADE_BY_THE_CLUSTER.has(name) || MADE_BY_THE_CLUSTER.has(`${manifest.namespace}/${name}`);
    return entry === undefined ? isMade || found !== undefined : mayHaveEntry(found, entry);
  }),
};
