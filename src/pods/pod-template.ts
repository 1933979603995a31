import { Workload } from 'cdk8s-plus-28';
import { FieldPath, fieldAt } from '../internal/manifest/kept-fields';
import { Json, JsonObject } from '../internal/values/json';

/** Whether something makes pods that end by themselves. */
export function hasEndingPods({ kind }: Pick<Workload, 'kind'>): boolean {
  return kind === 'Job' || kind === 'CronJob';
}

/** Where the `spec` stands that the template of the pods is in; of a CronJob it is that of its Jobs. */
export function makerSpecPath({ kind }: Pick<Workload, 'kind'>): FieldPath {
  return kind === 'CronJob' ? ['spec', 'jobTemplate', 'spec'] : ['spec'];
}

/** Where the template of the pods stands in what makes them. */
export function templatePath(controller: Pick<Workload, 'kind'>): FieldPath {
  return [...makerSpecPath(controller), 'template'];
}

/** The pods' `spec` in a document of what makes them. */
export function podSpecOf(controller: Workload): (document: JsonObject) => Json {
  const path = [...templatePath(controller), 'spec'];
  return (document) => fieldAt(document, path);
}

/** What is to be merged into what makes the pods, for something to stand beside their template. */
export function inMakerSpec(controller: Workload, spec: JsonObject): JsonObject {
  return [...makerSpecPath(controller)].reverse().reduce<JsonObject>((inner, key) => ({ [key]: inner }), spec);
}

/** What is to be merged into what makes the pods, for something to stand in their template. */
export function inTemplate(controller: Workload, template: JsonObject): JsonObject {
  return inMakerSpec(controller, { template });
}
