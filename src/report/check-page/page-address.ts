import { CHECK_IDS } from '../../checks/check-ids';
import { MANIFEST_IS_READABLE } from '../../checks/model/engine/manifest-is-readable';
import { WAIVER_CHECKS } from '../../checks/model/engine/waiver-checks';

/** The folder of the pages, within the repository and the package. */
export const PAGES_FOLDER = 'docs/checks';

const WITH_PAGES = new Set([...CHECK_IDS, ...[...WAIVER_CHECKS, MANIFEST_IS_READABLE].map(({ id }) => id)]);

/** Where the page of a check is to be read; none of what the library does not know. */
export function pageAddress(id: string, repository: string): string | undefined {
  return WITH_PAGES.has(id) ? `${repository}/blob/main/${PAGES_FOLDER}/${id}.md` : undefined;
}
