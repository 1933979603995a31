import { TOOLS } from './programs';

/** Builds all tools before the first test: where Go is missing, that is said once. */
function setup(): void {
  for (const build of Object.values(TOOLS)) build();
}

export = setup;
