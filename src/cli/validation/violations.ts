import { ValidationViolation, ViolatingResource } from './validation-context';
import { Result } from '../../checks/model/result';
import { groupBy } from '../../checks/model/values/group-by';
import { maskedPath } from '../../internal/secrets/masked-text';
import { shownText, visible, visibleLines } from '../../internal/values/visible-text';
import { isMadeByUs } from '../../report/finding-lines';
import { CheckFindings, findingsByCheck } from '../../report/finding-order';
import { namePartsOf, subjectOf } from '../../report/object-names';
import { Report } from '../../report/report';

const LONGEST_MESSAGE = 1000;

/** What failed and is not known, or could not be judged: a violation for each check, worst first. */
export function violationsIn({ results, untold }: Report): ValidationViolation[] {
  return findingsByCheck(results.filter(({ isKnown }) => isKnown !== true), untold).map(violationOf);
}

function violationOf(findings: CheckFindings): ValidationViolation {
  const { check, isError, results } = findings;
  const label = isError ? 'could not be judged' : check.severity;
  return {
    ruleName: visible(check.id),
    recommendation: visible(`${check.title} (${label}): ${check.why}`),
    fix: visibleLines(remedyOf(findings)),
    violatingResources: [...groupBy(results, (result) => [result.manifest ?? result.file])].map(resourceOf),
  };
}

/** What the constructs say of it helps those who use them. */
function remedyOf({ check: { remedy: { construct, manifest } }, results }: CheckFindings): string {
  const isOurs = construct !== undefined && results.some((result) => isMadeByUs(result.manifest));
  return isOurs ? `${construct.replace(/\.$/, '')}, or in the manifest: ${manifest}` : manifest;
}

function resourceOf([, results]: [unknown, Result[]]): ViolatingResource {
  const [{ manifest, file = '' }] = results;
  return {
    resourceName: manifest === undefined ? subjectOf(results[0]) : namePartsOf(manifest).name,
    locations: results.map(locationOf),
    manifestPath: visible(maskedPath(file)),
  };
}

/** Its kind too, for cdk8s-cli shows a name alone. */
function locationOf(result: Result): string {
  const { message, path, line, container } = result;
  const place = [
    subjectOf(result),
    ...(line === undefined ? [] : [`line ${line}`]),
    ...(path === undefined ? [] : [shownText(path)]),
  ].join(', ');
  const who = container === undefined ? '' : `container ${shownText(container)} `;
  return `${place}: ${who}${shownText(message, LONGEST_MESSAGE)}`;
}
