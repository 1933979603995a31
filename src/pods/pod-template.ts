import { Workload } from 'cdk8s-plus-28';
import { FieldPath, fieldAt } from '../internal/manifest/kept-fields';
import { Json, JsonObject } from '../internal/values/json';

/** Where the template of the pods stands in what makes them. */
export function templatePath({ kind }: Workload): FieldPath {
  return kind === 'CronJob' ? ['spec', 'jobTemplate', 'spec', 'template'] : ['spec', 'template'];
}

/** The pods' `spec` in a document of what makes them. */
export function podSpecOf(controller: Workload): (document: JsonObject) => Json {
  const path = [...templatePath(controller), 'spec'];
  return (document) => fieldAt(document, path);
}

/** What is to be merged into what makes the pods, for something to stand in their template. */
export function inTemplate(controller: Workload, template: JsonObject): JsonObject {
  return [...templatePath(controller)].reverse().reduce<JsonObject>((inner, key) => ({ [key]: inner }), template);
}
