/** Words that say of a CronJob what it does, or how often, and not to what. */
const WORDS_OF_ANY_JOB = new Set([
  'backup', 'backups', 'bak', 'dump', 'dumps', 'snapshot', 'snapshots', 'save', 'archive', 'restore', 'restores',
  'drill', 'drills', 'rehearsal', 'rehearse', 'test', 'tests', 'verify', 'verification', 'verifier', 'check', 'job',
  'cron', 'cronjob', 'hourly', 'daily', 'nightly', 'weekly', 'monthly', 'to', 's3', 'gcs', 'full', 'validation',
  'validate',
]);

/** The words of a CronJob's name that say what it is about: `orders` of `orders-backup` and `orders-restore-test`. */
export function subjectWordsOf(name: string): string[] {
  return name.toLowerCase().split(/[^a-z0-9]+/).filter((word) => word !== '' && !WORDS_OF_ANY_JOB.has(word));
}
