import { Unreadable } from './file-content';
import { maskedText } from '../../internal/secrets/masked-text';
import { MANIFEST_IS_READABLE } from '../model/engine/manifest-is-readable';
import { Result } from '../model/result';

/** Each part that cannot be judged as a line of the report. */
export function unreadableResults(unreadable: readonly Unreadable[]): Result[] {
  return unreadable.map(({ file, line, message }) => (
    { check: MANIFEST_IS_READABLE, status: 'error', file, line, message: maskedText(message) }
  ));
}
