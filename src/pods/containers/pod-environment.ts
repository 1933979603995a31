import { ApiObject } from 'cdk8s';
import { Container, Workload } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { fail } from '../../internal/fail';
import { Overlay } from '../../internal/manifest/overlay';
import { checkUniqueEnvironment } from '../../internal/naming/environment-names';
import { Json, JsonObject, objectsIn } from '../../internal/values/json';
import {
  circleThrough, danglingReferences, DanglingReference, hasIndex, inOrderOfUse,
} from '../../internal/values/variable-references';
import { shownInTurn } from '../../internal/values/visible-text';
import { ConfigSources } from '../config/config-source';

/** The pods of a controller, and what their processes are told. */
export interface PodEnvironment {
  readonly scope: Construct;
  readonly controller: Workload;
  /** Name of the main container, which messages leave out. */
  readonly main: string;
  /** Where the pods' `spec` stands in the controller. */
  readonly podSpec: (document: JsonObject) => Json;
  /** What the main container takes its configuration from. */
  readonly sources: ConfigSources;
}

/**
 * Lets each variable stand behind those that it refers to, and refuses references that nothing resolves.
 *
 * Kubernetes replaces `$(X)` by variables that stand before it, and otherwise leaves it as it is.
 */
export function settleEnvironment(environment: PodEnvironment): void {
  const { controller, podSpec } = environment;
  const overlay = Overlay.of(ApiObject.of(controller));
  overlay.arrange((document) => {
    containersIn(podSpec(document)).forEach(sortVariables);
    return document;
  });
  overlay.require(
    (document) => containersIn(podSpec(document)).forEach((container) => check(environment, document, container)),
    () => isSuspect(environment),
  );
}

function containersIn(podSpec: Json): JsonObject[] {
  return [...objectsIn(podSpec?.initContainers), ...objectsIn(podSpec?.containers)];
}

function sortVariables(container: JsonObject): void {
  const { env } = container;
  if (Array.isArray(env) && env.some(({ value }) => mayRefer(value))) container.env = inOrderOfUse(env);
}

function check({ scope, main, podSpec, sources }: PodEnvironment, document: JsonObject, container: JsonObject): void {
  const prefix = container.name === main ? '' : `${container.name}.`;
  const { names, isOpen } = givenBy(container.envFrom, sources);
  const again = names.filter((name) => objectsIn(container.env).some((variable) => variable.name === name));
  checkUniqueEnvironment(scope, `${prefix}env`, [...names, ...again]);
  const hasServiceLinks = podSpec(document).enableServiceLinks !== false;
  const isIndexed = hasIndex(document.spec);
  const given = { names: isOpen ? undefined : new Set(names), hasServiceLinks, isIndexed };
  const [dangling] = danglingReferences(container, given);
  if (dangling === undefined) return;
  refuseCircle(scope, prefix, { ...dangling, circle: circleThrough(container.env, dangling) });
  refuse(scope, prefix, dangling);
}

/** The names of the variables in `envFrom`, and whether it names something whose content is not known here. */
function givenBy(envFrom: Json, sources: ConfigSources): { names: string[]; isOpen: boolean } {
  const given = objectsIn(envFrom).map(({ configMapRef, prefix = '' }) => (
    sources.named(configMapRef?.name)?.variables.map((name) => `${prefix}${name}`)
  ));
  return { names: given.flatMap((names) => names ?? []), isOpen: given.includes(undefined) };
}

/** Whether it may hold a reference, or a variable twice; cheaper to say than what becomes of it. */
function isSuspect({ controller, sources }: PodEnvironment): boolean {
  const isOne = (container: Container) => refers(container) || isTwice(container, sources);
  return controller.containers.some(isOne) || controller.initContainers.some(isOne);
}

function refers({ env, command = [], args = [], mounts }: Container): boolean {
  return command.some(mayRefer) || args.some(mayRefer) || mounts.some(({ subPathExpr }) => mayRefer(subPathExpr))
    || Object.values(env.variables).some(({ value }) => mayRefer(value));
}

function isTwice({ env }: Container, sources: ConfigSources): boolean {
  const own = Object.keys(env.variables);
  return own.length > 0 && sources.variables.some((name) => own.includes(name));
}

/** What is no text becomes one when it is rendered. */
function mayRefer(value: Json): boolean {
  return value !== undefined && (typeof value !== 'string' || value.includes('$('));
}

/** A reference with the variables that refer to one another through it, if any do. */
interface CircularReference extends DanglingReference {
  readonly circle?: readonly string[];
}

function refuseCircle(scope: Construct, prefix: string, { field, text, circle }: CircularReference): void {
  if (circle === undefined) return;
  const must = `refer to no variable that refers to it, and ${shownInTurn(circle, ' refers to ')}`;
  fail(scope, { prop: `${prefix}${field}`, must, got: text, remedy: 'give one of them a value of its own' });
}

function refuse(scope: Construct, prefix: string, { field, text, name, isLate }: DanglingReference): never {
  const prop = `${prefix}${field}`;
  if (isLate) {
    const must = `refer to variables that stand before it, and ${name} stands behind it`;
    fail(scope, { prop, must, got: text, remedy: `put ${name} before it` });
  }
  const remedy = `add ${name}, or write $$(${name}) for the text itself`;
  fail(scope, { prop, must: `refer to variables that the container has, and ${name} is none`, got: text, remedy });
}
