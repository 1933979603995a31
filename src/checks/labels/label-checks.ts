import { HAS_OWNER_LABEL } from './has-owner-label';
import { LABELS_ARE_RECOMMENDED } from './labels-are-recommended';
import { ICheck } from '../model/check';

/** The checks about what objects say of themselves. */
export const LABEL_CHECKS: readonly ICheck[] = [
  HAS_OWNER_LABEL,
  LABELS_ARE_RECOMMENDED,
];
