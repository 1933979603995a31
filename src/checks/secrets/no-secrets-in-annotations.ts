import { FoundSecret, secretsText } from '../../internal/secrets/found-secret';
import { secretsInMetadata } from '../../internal/secrets/object-secrets';
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
    const secrets = secretsIn('metadata', { annotations, labels });
    // A Pod is its own template.
    const templates = pods.filter(({ path }) => path !== '');
    for (const pod of templates) secrets.push(...secretsIn(`${pod.path}.metadata`, pod));
    if (secrets.length > 0) {
      // What was found is not repeated: reports are read by more people than manifests.
      return [{ passed: false, message: `hold what looks like ${secretsText(secrets)}`, path: secrets[0].path }];
    }
    const isJudged = isAny(annotations) || isAny(labels) || templates.some((pod) => isAny(pod.annotations));
    return isJudged ? [{ passed: true, message: 'hold no secret', path: 'metadata' }] : [];
  },
};

function secretsIn(place: string, { annotations, labels }: Metadata): FoundSecret[] {
  const secrets = secretsInMetadata({ annotations, labels });
  return secrets.map((secret) => ({ ...secret, path: `${place}.${secret.path}` }));
}

function isAny(map: { [key: string]: string }): boolean {
  return Object.keys(map).length > 0;
}
