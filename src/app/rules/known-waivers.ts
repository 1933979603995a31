import { CHECK_IDS } from '../../checks/check-ids';
import { messageAt } from '../../internal/fail';
import { WAIVER_ANNOTATION_PREFIX } from '../../internal/naming/labels';
import { closestWord } from '../../internal/values/closest-word';
import { JsonObject } from '../../internal/values/json';
import { RenderedObject } from '../rendered-object';

const REMEDY = 'see preflight list; name your own checks to the audit of ProductionApp, or by its ownCheckIds';

/**
 * Every waiver names a check that there is: one with a slip in it waives nothing.
 *
 * @param objects all of a tree
 * @param ownIds of checks that are not of this library
 */
export function knownWaivers(objects: readonly RenderedObject[], ownIds: readonly string[]): string[] {
  const known = new Set([...CHECK_IDS, ...ownIds]);
  return objects.flatMap(({ path, manifest }) => waivedIds(manifest).filter((id) => !known.has(id)).map((id) => {
    const must = 'name a check of the readiness checklist, or one of your own';
    const meant = closestWord(id, [...known]);
    const remedy = meant === undefined ? REMEDY : `write ${meant}, or ${REMEDY}`;
    return messageAt(path, { prop: 'waive.checkId', must, got: id, remedy });
  }));
}

/** What follows a dot is the container that a waiver is about. */
function waivedIds({ metadata, spec }: JsonObject): string[] {
  const annotations = { ...spec?.template?.metadata?.annotations, ...metadata?.annotations };
  return Object.keys(annotations).filter((key) => key.startsWith(WAIVER_ANNOTATION_PREFIX))
    .map((key) => key.slice(WAIVER_ANNOTATION_PREFIX.length).split('.')[0]);
}
