import { distinctRules } from './distinct-rules';
import { heardAlerts } from './heard-alerts';
import { mountedRules } from './mounted-rules';
import { openScrapes } from './open-scrapes';
import { selectedObjects } from './selected-objects';
import { RenderedObject } from '../../rendered-object';
import { TreeCluster } from '../../tree-cluster';

/** The complaints about trees that are watched. */
export function incoherences(objects: readonly RenderedObject[]): string[] {
  const tree = TreeCluster.of(objects);
  return [selectedObjects, mountedRules, openScrapes, distinctRules, heardAlerts].flatMap((rule) => rule(tree));
}
