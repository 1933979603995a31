import { Construct } from 'constructs';
import { fail } from '../internal/fail';
import { Unshown } from '../internal/values/shown-value';
import { goTemplateProblem } from '../internal/values/templates/go-template';

/** Refuses what could not be read as a template of Go; it is not shown, for a part of it may be a secret. */
export function checkGoTemplate(scope: Construct, prop: string, text: string): void {
  const problem = goTemplateProblem(text);
  if (problem === undefined) return;
  const must = `be a template of Go, and has ${problem}`;
  fail(scope, { prop, must, got: new Unshown('a text'), remedy: 'end what it begins, and nothing else' });
}
