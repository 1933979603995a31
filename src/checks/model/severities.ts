import { Severity } from './severity';

/** The severities, worst first. */
export const SEVERITIES = [Severity.CRITICAL, Severity.WARNING, Severity.ADVICE];
