import { IConstruct } from 'constructs';
import { fail } from '../../fail';
import { checkLink } from '../plain-text';

const ADDRESS = /^https?:\/\/[^\s/?#]\S*$/;

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
