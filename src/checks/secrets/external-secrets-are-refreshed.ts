import { Finding, ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { mapOf, mapsIn, PlainMap } from '../model/values/plain-data';
import { textOf } from '../model/values/text-of';

/** None at all, in whatever units, or less than that. */
const NEVER = /^(?:-|0[^1-9]*$)/;
const WITH_CHANGES = new Set(['CreatedOnce', 'OnChange']);

/** What is rotated in the store arrives. */
export const EXTERNAL_SECRETS_ARE_REFRESHED: ICheck = {
  id: 'external-secrets-are-refreshed',
  title: 'Secrets of a store are read again',
  box: 'secrets',
  severity: Severity.WARNING,
  why: 'A secret that is read once stays as it was: after a rotation the old one is refused, and pods fail until '
    + 'somebody deletes the Secret by hand.',
  remedy: {
    manifest: 'spec: {refreshInterval: 1h}',
    construct: 'refreshPolicy: RefreshPolicy.PERIODIC',
  },
  references: ['https://external-secrets.io/latest/api/externalsecret/'],
  appliesTo: ['external-secrets.io/ExternalSecret', 'external-secrets.io/ClusterExternalSecret'],
  evaluate: ({ kind, spec }) => (
    kind === 'ExternalSecret' ? judge(spec, 'spec') : judge(mapOf(spec.externalSecretSpec), 'spec.externalSecretSpec')
  ),
};

/** What a generator makes has no rotation that could be missed: made once is as it is meant. */
function judge(spec: PlainMap, path: string): Finding[] {
  if (!readsStore(spec)) return [];
  const policy = textOf(spec.refreshPolicy);
  if (WITH_CHANGES.has(policy)) {
    const message = policy === 'OnChange' ? 'is read when the object changes, not the store' : 'is read once';
    return [{ passed: false, path: `${path}.refreshPolicy`, message, actual: policy, expected: 'Periodic' }];
  }
  const { refreshInterval } = spec;
  const passed = !NEVER.test(textOf(refreshInterval));
  const message = passed ? 'is read again' : 'is read once';
  return [{ passed, path: `${path}.refreshInterval`, message, actual: refreshInterval, expected: '1h' }];
}

function readsStore({ data, dataFrom }: PlainMap): boolean {
  return mapsIn(data).some(({ item }) => mapOf(item.sourceRef).generatorRef === undefined)
    || mapsIn(dataFrom).some(({ item }) => mapOf(item.sourceRef).generatorRef === undefined);
}
