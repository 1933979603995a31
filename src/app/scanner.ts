import { knownMembersOnly } from '../internal/signatures/known-members';

/** A tool that judges manifests too, and reads from annotations what it is to leave out. */
export enum Scanner {
  /** Checkov, by `checkov.io/skip1` and so on, with the reason. */
  CHECKOV = 'checkov',
  /** kube-linter, by `ignore-check.kube-linter.io/<rule>`, with the reason. */
  KUBE_LINTER = 'kube-linter',
  /** kube-score, by `kube-score/ignore`, which has no place for a reason. */
  KUBE_SCORE = 'kube-score',
  /** Polaris, by `polaris.fairwinds.com/<rule>-exempt`, which has no place for a reason. */
  POLARIS = 'polaris',
}

knownMembersOnly({ Scanner });
