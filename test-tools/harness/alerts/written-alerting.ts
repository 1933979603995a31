import { readYaml } from '../../../test/support/render';
import { Manifest } from '../../../test/support/schemas';

/** An alert as it is read back from a rule file. */
export interface WrittenAlert {
  readonly alert: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** The rule files that the objects carry, by name, as a Prometheus without an operator loads them. */
export function ruleFilesOf(manifests: readonly Manifest[]): Record<string, string> {
  return Object.assign({}, ...labelled(manifests, 'preflight/alert-rules').map(({ data }) => data));
}

/** The configurations of Alertmanager among the objects. */
export function routingsOf(manifests: readonly Manifest[]): string[] {
  return labelled(manifests, 'preflight/alertmanager-config').map(({ data }) => data['alertmanager.yaml']);
}

/** All alerts of the objects, whichever form they have. */
export function alertsOf(manifests: readonly Manifest[]): WrittenAlert[] {
  const ruleFiles = Object.values(ruleFilesOf(manifests)).flatMap(readYaml);
  const specs = manifests.filter(({ kind }) => kind === 'PrometheusRule').map(({ spec }) => spec);
  return [...ruleFiles, ...specs].flatMap(({ groups }) => groups).flatMap(({ rules }) => rules)
    .filter(({ alert }) => alert !== undefined);
}

function labelled(manifests: readonly Manifest[], label: string): Manifest[] {
  return manifests.filter(({ kind, metadata }) => kind === 'ConfigMap' && metadata.labels?.[label] === 'true');
}
