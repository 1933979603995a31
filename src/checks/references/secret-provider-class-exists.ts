import type { ObjectReference } from '../facts/references/object-reference';
import { judgeReferences } from '../facts/references/reference-findings';
import { ICheck } from '../model/check';
import { PodTemplate } from '../model/manifest-pods';
import { Severity } from '../model/severity';
import { mapOf, mapsIn } from '../model/values/plain-data';
import { textOf } from '../model/values/text-of';

/** That of everybody, and that of the add-on of GKE. */
const DRIVERS = ['secrets-store.csi.k8s.io', 'secrets-store-gke.csi.k8s.io'];
const KIND = 'SecretProviderClass';

/** The SecretProviderClasses of volumes are in the input. */
export const SECRET_PROVIDER_CLASS_EXISTS: ICheck = {
  id: 'secret-provider-class-exists',
  title: 'Classes of mounted secrets exist',
  box: 'references',
  severity: Severity.ADVICE,
  why: 'A pod whose volume names a SecretProviderClass which is not there waits for it for ever.',
  remedy: {
    manifest: 'Add it, or declare it: metadata.annotations[preflight/external]: "SecretProviderClass/db".',
  },
  references: ['https://secrets-store-csi-driver.sigs.k8s.io/concepts.html'],
  appliesTo: ['pods'],
  evaluate: (manifest, cluster) => judgeReferences(manifest, manifest.pods.flatMap(classesOf), ({ name }) => (
    cluster.named(`secrets-store.csi.x-k8s.io/${KIND}`, manifest.namespace, name) !== undefined
  )),
};

function classesOf({ spec, specPath }: PodTemplate): ObjectReference[] {
  return mapsIn(spec.volumes).flatMap(({ item, index }) => {
    const { driver, volumeAttributes } = mapOf(item.csi);
    const name = textOf(mapOf(volumeAttributes).secretProviderClass);
    const path = `${specPath}.volumes[${index}].csi.volumeAttributes.secretProviderClass`;
    return DRIVERS.includes(textOf(driver)) ? [{ kind: KIND, name, path }] : [];
  });
}
