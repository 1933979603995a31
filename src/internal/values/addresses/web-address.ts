import { IConstruct } from 'constructs';
import { fail } from '../../fail';
import { checkLink } from '../plain-text';

const ADDRESS = /^https?:\/\/[^\s/?#]\S*$/;
const NO_FOLDER = /[?#]|\/$/;

/** Whether a browser that is led there finds a page, and runs nothing. */
export function isWebAddress(value: string): boolean {
  return ADDRESS.test(value) && URL.canParse(value);
}

/** Refuses what people could not follow; what was left out is the business of its default. */
export function checkWebAddress(scope: IConstruct, prop: string, value: string | undefined): void {
  if (value === undefined) return;
  checkLink(scope, prop, value);
  if (isWebAddress(value)) return;
  const remedy = 'write it whole, like https://wiki.example.com/alerts';
  fail(scope, { prop, must: 'be an address by http or https', got: value, remedy });
}

/** Refuses what no name of an alert can be appended to as a fragment. */
export function checkRunbook(scope: IConstruct, prop: string, value: string | undefined): void {
  checkWebAddress(scope, prop, value);
  if (value === undefined || !value.includes('#')) return;
  const must = 'have no fragment, for the name of each alert is appended as one';
  fail(scope, { prop, must, got: value, remedy: 'leave out what begins with #' });
}

/** Refuses what no name of a page can be appended to. */
export function checkRunbookFolder(scope: IConstruct, prop: string, value: string): void {
  checkWebAddress(scope, prop, value);
  if (!NO_FOLDER.test(value)) return;
  const must = 'be a folder, for /nodes.md and the like are appended';
  fail(scope, { prop, must, got: value, remedy: 'end it before the last /, and leave out what begins with ? or #' });
}
