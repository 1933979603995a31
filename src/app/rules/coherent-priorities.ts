import { podTemplatesOf } from '../../checks/model/pod-carriers';
import { messageAt } from '../../internal/fail';
import { closestWord } from '../../internal/values/closest-word';
import { JsonObject } from '../../internal/values/json';
import { groupOf, isWaived, RenderedObject } from '../rendered-object';

/** The checks that say the like of any manifests. */
const ONE_DEFAULT = 'one-default-priority-class';
const EXISTS = 'priority-class-exists';
/** With more of them it is another word: others make classes too. */
const MOST_SLIPS = 2;
const LETTERS_PER_SLIP = 4;

/** One priority class at most is the default of a cluster, and no pod names one that the tree makes with a slip. */
export function coherentPriorities(objects: readonly RenderedObject[]): string[] {
  const classes = objects.filter(({ manifest }) => isPriorityClass(manifest));
  return classes.length === 0 ? [] : [...secondDefaults(classes), ...slips(objects, classes)];
}

function isPriorityClass(manifest: JsonObject): boolean {
  return manifest.kind === 'PriorityClass' && groupOf(manifest) === 'scheduling.k8s.io';
}

function secondDefaults(classes: readonly RenderedObject[]): string[] {
  const [first, ...others] = classes.filter(({ manifest }) => manifest.globalDefault === true);
  return others.filter(({ manifest }) => !isWaived(manifest, ONE_DEFAULT)).map(({ path }) => messageAt(path, {
    prop: 'globalDefault',
    must: `be said of one class of a cluster, and [${first.path}] is the default already`,
    got: true,
    remedy: 'leave standardIsDefault out of one of the two',
  }));
}

function slips(objects: readonly RenderedObject[], classes: readonly RenderedObject[]): string[] {
  const made = classes.map(({ manifest }) => String(manifest.metadata?.name));
  const meantBy = new Map(made.map((name): [string, string | undefined] => [name, undefined]));
  return objects.filter(({ manifest }) => !isWaived(manifest, EXISTS)).flatMap(({ path, manifest }) => (
    classesOf(manifest).flatMap((name) => {
      if (!meantBy.has(name)) meantBy.set(name, meantClass(name, made));
      const meant = meantBy.get(name);
      return meant === undefined ? [] : [slip(path, name, meant)];
    })
  ));
}

/** The classes that the pods of an object name. */
function classesOf(manifest: JsonObject): string[] {
  const group = groupOf(manifest);
  const pods = podTemplatesOf(group === '' ? manifest.kind : `${group}/${manifest.kind}`, manifest);
  return pods.flatMap(({ spec: { priorityClassName: name } }) => (typeof name === 'string' ? [name] : []));
}

/** Undefined where it is another word, or another version of the same one. */
function meantClass(name: string, made: readonly string[]): string | undefined {
  const meant = closestWord(name, made, Math.min(MOST_SLIPS, Math.floor(name.length / LETTERS_PER_SLIP)));
  return meant === undefined || isKin(meant, name) || isKin(name, meant) ? undefined : meant;
}

/** Whether one is another version of the other, or that with a word of its own before or behind it. */
function isKin(one: string, other: string): boolean {
  return wordOf(one) === wordOf(other) || one.startsWith(`${other}-`) || one.endsWith(`-${other}`);
}

/** Without its digits, and without what leads to those that it ends with. */
function wordOf(name: string): string {
  const word = name.replace(/\d/g, '');
  return /\d$/.test(name) ? word.replace(/-?v?$/, '') : word;
}

function slip(path: string, name: string, meant: string): string {
  return messageAt(path, {
    prop: 'priorityClassName',
    must: 'name a class that is made, and the tree makes one that is called much like it',
    got: name,
    remedy: `write ${meant}, or waive ${EXISTS} where another tree makes ${name}`,
  });
}
