const TOOLS: Readonly<Record<string, string>> = {
  'kube-score': 'kube-score',
  'kube-linter': 'KubeLinter',
  'polaris': 'Polaris',
  'checkov': 'Checkov',
  'kubescape': 'Kubescape',
  'trivy': 'Trivy',
  'kyverno': 'Kyverno policies',
  'datree': 'Datree',
  'pss': 'Pod Security Standards',
};
const KINDS: Readonly<Record<string, string>> = { '*': 'every object', 'pods': 'whatever makes pods' };

/** What cannot be waived, and why. */
export const UNWAIVABLE = 'It cannot be waived: it is about what preflight itself was given, not about an object.';

/** What a tool calls itself; what nobody knows, by the word before the colon of its rules. */
export function toolName(tool: string): string {
  return Object.hasOwn(TOOLS, tool) ? TOOLS[tool] : tool;
}

/** What a check is asked of, as in `ICheck.appliesTo`. */
export function kindNames(kinds: readonly string[]): string {
  return kinds.map((kind) => (Object.hasOwn(KINDS, kind) ? KINDS[kind] : kind)).join(', ');
}
