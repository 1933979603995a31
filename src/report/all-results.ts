import { Report } from './report';
import { Manifest } from '../checks/model/manifest';
import { CheckDescription, Result } from '../checks/model/result';

/** All results, then what no check spoke of, a line for each check and object: millions, which nobody keeps. */
export function* withNotApplicable(report: Report): Generator<Result> {
  yield* report.results;
  yield* notApplicable(report);
}

/** A result for each check and object of which it says nothing. */
export function* notApplicable({ manifests, checks, results }: Report): Generator<Result> {
  const spoken = new Map<CheckDescription['id'], Set<Manifest>>(checks.map(({ id }) => [id, new Set()]));
  for (const { check, manifest } of results) if (manifest) spoken.get(check.id)?.add(manifest);
  for (const check of checks) {
    for (const manifest of manifests) {
      if (spoken.get(check.id)?.has(manifest)) continue;
      const { file, line } = manifest.source ?? {};
      yield { check, manifest, status: 'notApplicable', message: 'does not apply', file, line };
    }
  }
}
