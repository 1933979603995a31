import { FoundSecret, secretsText } from '../../internal/secrets/objects/found-secret';
import { secretsInMetadata } from '../../internal/secrets/objects/object-secrets';
import { ICheck } from '../model/check';
import { PodTemplate } from '../model/manifest-pods';
import { Severity } from '../model/severity';

type Metadata = Pick<PodTemplate, 'annotations' | 'labels'>;

/** No annotation and no label holds what is secret, those of pods and the reasons of waivers among them. */
export const NO_SECRETS_IN_ANNOTATIONS: ICheck = {
  id: 'no-secrets-in-annotations',
  title: 'Annotations and labels hold no secrets',
  box: 'secrets',
  severity: Severity.CRITICAL,
  why: 'Whoever may list objects reads their annotations, tools print them, and labels become labels of metrics.',
  remedy: {
    manifest: 'Move the value to a Secret, and name that in the annotation where its reader can look it up.',
    construct: 'Name the Secret that holds it instead, or leave it out of podMetadata, waive and patch.',
  },
  references: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/'],
  appliesTo: ['*'],
  evaluate: ({ annotations, labels, pods }) => {
    const found: FoundSecret[] = [];
    addSecrets(found, 'metadata', { annotations, labels });
    let isJudged = isAny(annotations) || isAny(labels);
    for (const pod of pods) {
      // A Pod is its own template.
      if (pod.path === '') continue;
      addSecrets(found, `${pod.path}.metadata`, pod);
      isJudged ||= isAny(pod.annotations) || isAny(pod.labels);
    }
    if (!isJudged) return [];
    if (found.length === 0) return [{ passed: true, message: 'hold no secret', path: 'metadata' }];
    // What was found is not repeated: reports are read by more people than manifests.
    return [{ passed: false, message: `hold what looks like ${secretsText(found)}`, path: found[0].path }];
  },
};

function addSecrets(found: FoundSecret[], place: string, metadata: Metadata): void {
  for (const secret of secretsInMetadata(metadata)) found.push({ ...secret, path: `${place}.${secret.path}` });
}

function isAny(map: { [key: string]: string }): boolean {
  for (const _ in map) return true;
  return false;
}
