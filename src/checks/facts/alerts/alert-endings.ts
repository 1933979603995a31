import { KnownLabels, matchersHold } from './alert-matchers';
import { AlertRoute, withRoutesBelow } from './alert-receivers';
import { MatcherIndex } from './matcher-index';

/** A receiver that an alert may get to. */
export interface AlertEnding {
  readonly receiver: string;
  /** Whether the way there names the alert. */
  readonly isMeant: boolean;
}

/** The ways of alerts down a tree of routes. */
export class RouteWalk {
  private readonly below = new Map<AlertRoute, MatcherIndex<AlertRoute>>();

  constructor(private readonly root: AlertRoute) {}

  /** The labels that routes ask for. */
  public get askedLabels(): string[] {
    return withRoutesBelow(this.root).flatMap(({ matchers = [] }) => matchers.map(({ label }) => label));
  }

  /** Where an alert may end, as Alertmanager goes down the tree; where labels are not known, both ways. */
  public endings(labels: KnownLabels): Generator<AlertEnding> {
    return this.endingsFrom(this.root, labels, false);
  }

  private* endingsFrom(route: AlertRoute, labels: KnownLabels, isMeantAbove: boolean): Generator<AlertEnding> {
    const isMeant = isMeantAbove || namesAlert(route);
    let isTaken = false;
    for (const child of this.routesBelow(route, labels)) {
      const holds = matchersHold(child.matchers, labels);
      if (holds !== false) yield* this.endingsFrom(child, labels, isMeant);
      if (holds === true) isTaken = true;
      if (holds === true && !child.goesOn) break;
    }
    if (!isTaken) yield { receiver: route.goesTo, isMeant };
  }

  private routesBelow(route: AlertRoute, labels: KnownLabels): Iterable<AlertRoute> {
    if (route.routes.length === 0) return [];
    const known = this.below.get(route) ?? new MatcherIndex(route.routes);
    this.below.set(route, known);
    return known.candidates(labels);
  }
}

/** Where an alert ends that nobody thought of: at the first route, unless some below take whatever there is. */
export function defaultRoutes(route: AlertRoute): AlertRoute[] {
  const taking: AlertRoute[] = [];
  for (const child of route.routes) {
    if (child.matchers?.length !== 0) continue;
    taking.push(...defaultRoutes(child));
    if (!child.goesOn) break;
  }
  return taking.length === 0 ? [route] : taking;
}

function namesAlert({ matchers = [] }: AlertRoute): boolean {
  return matchers.some(({ label, operator }) => label === 'alertname' && !operator.startsWith('!'));
}
