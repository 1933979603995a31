import { fileEntries, mountedSecrets, receiverEntries } from '../facts/alerts/files/receiver-secrets';
import { failuresOrPass } from '../facts/failures-or-pass';
import type { ObjectReference } from '../facts/references/object-reference';
import { judgeReferences, mayHaveEntry } from '../facts/references/reference-findings';
import { Finding, ICheck } from '../model/check';
import type { Cluster } from '../model/cluster';
import type { Manifest } from '../model/manifest';
import { Severity } from '../model/severity';

/** What receivers authenticate by is where Alertmanager, or its operator, looks for it. */
export const ALERT_CREDENTIALS_EXIST: ICheck = {
  id: 'alert-credentials-exist',
  title: 'Credentials of receivers are where Alertmanager reads them',
  box: 'alerts',
  severity: Severity.WARNING,
  why: 'The operator leaves out an AlertmanagerConfig that names an entry which a Secret does not have, and a file '
    + 'that Alertmanager does not find keeps the message from whoever it is for.',
  remedy: { manifest: 'spec: {secrets: [alert-receivers]} of the Alertmanager, and the entry in that Secret' },
  references: [
    'https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.AlertmanagerSpec',
  ],
  appliesTo: ['AlertmanagerConfig', 'Alertmanager'].map((kind) => `monitoring.coreos.com/${kind}`),
  evaluate: (manifest, cluster) => (
    manifest.kind === 'Alertmanager' ? judgeFiles(manifest, cluster)
      : judgeEntries(manifest, receiverEntries(manifest), cluster)
  ),
};

function judgeFiles(manifest: Manifest, cluster: Cluster): Finding[] {
  const entries = fileEntries(manifest, cluster);
  const mounted = mountedSecrets(manifest);
  const names = [...new Set(entries.map(({ name }) => name))];
  return [
    ...failuresOrPass(names.map((name) => ({
      passed: mounted.includes(name),
      path: 'spec.secrets',
      message: `does not mount Secret ${name}, which its configuration reads`,
      actual: mounted,
    })), 'mounts what its configuration reads'),
    ...judgeEntries(manifest, entries, cluster).filter(({ passed }) => !passed),
  ];
}

/** Of what is among the manifests. */
function judgeEntries(manifest: Manifest, entries: readonly ObjectReference[], cluster: Cluster): Finding[] {
  const holderOf = ({ kind, name }: ObjectReference) => cluster.named(kind, manifest.namespace, name);
  const known = entries.filter((reference) => holderOf(reference) !== undefined);
  return judgeReferences(manifest, known, (reference) => mayHaveEntry(holderOf(reference), reference.entry!));
}
