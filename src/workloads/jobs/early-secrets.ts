import { ApiObject, Chart } from 'cdk8s';
import { Job } from 'cdk8s-plus-28';
import { fail, pathOf } from '../../internal/fail';
import { Overlay } from '../../internal/manifest/overlay';
import { madeSecrets } from '../../internal/tree/claims';
import { JsonObject, objectsIn } from '../../internal/values/json';
import { podSpecOf } from '../../pods/pod-template';
import { Workload } from '../workload';

/** What to do for a job before a release, when what makes the Secret is not there yet. */
export const EARLY_SECRET_REMEDY = 'let the job run in ReleasePhase.AFTER, or make a Secret in a chart that is applied '
  + 'before this one, and name it by mountSecret';

/** Refuses to wait for a Secret that is made by what is applied with the release, which waits for the Job. */
export function requireEarlySecrets({ context: { scope, namespace } }: Workload, job: Job): void {
  const podSpec = podSpecOf(job);
  Overlay.of(ApiObject.of(job)).require((document) => {
    for (const got of requiredSecrets(podSpec(document) ?? {})) {
      const maker = madeSecrets(scope).ownerOf(`${namespace}/${got}`);
      if (maker === undefined || Chart.of(maker) !== Chart.of(scope)) continue;
      const must = `be that of a Secret which is there before the release, and ${pathOf(maker)} makes it with that`;
      fail(scope, { prop: 'secretName', must, got, remedy: EARLY_SECRET_REMEDY });
    }
  });
}

/** Names of the Secrets without which no pod begins. */
function requiredSecrets({ containers, imagePullSecrets, initContainers, volumes }: JsonObject): string[] {
  const all = [...objectsIn(initContainers), ...objectsIn(containers)];
  const references: (JsonObject | undefined)[] = [
    ...all.flatMap(({ env }) => objectsIn(env)).map(({ valueFrom }) => valueFrom?.secretKeyRef),
    ...all.flatMap(({ envFrom }) => objectsIn(envFrom)).map(({ secretRef }) => secretRef),
    ...objectsIn(volumes).map(({ secret }) => secret && { ...secret, name: secret.secretName }),
    ...objectsIn(volumes).flatMap(({ projected }) => objectsIn(projected?.sources)).map(({ secret }) => secret),
    ...objectsIn(volumes).map(({ csi }) => csi?.nodePublishSecretRef),
    ...objectsIn(imagePullSecrets),
  ];
  return references.flatMap((reference) => (reference && !reference.optional ? [reference.name] : []));
}
