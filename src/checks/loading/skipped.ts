/** Why a file, or a folder, is passed by; each with what the report says of how many. */
export const SKIP_REASONS = {
  excluded: 'by --exclude',
  kustomize: 'of kustomize',
  chart: 'of Helm charts',
  dashboard: 'with dashboards',
  foreign: 'without a Kubernetes object',
  special: 'that are pipes or devices',
  around: 'by a link to what is around',
  nowhere: 'by a link that leads nowhere',
} as const;

/** A file, or a folder, that is passed by. */
export interface Skipped {
  readonly file: string;
  readonly reason: keyof typeof SKIP_REASONS;
}
