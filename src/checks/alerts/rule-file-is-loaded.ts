import { ruleFileUse } from '../facts/alerts/loaded-rule-files';
import { namedObjects } from '../facts/named-objects';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** A file with rules is mounted where it is to be evaluated. */
export const RULE_FILE_IS_LOADED: ICheck = {
  id: 'rule-file-is-loaded',
  title: 'Rule files are mounted',
  box: 'alerts',
  severity: Severity.WARNING,
  why: 'Prometheus reads the files that its pods mount. Rules in a ConfigMap that nothing mounts never raise an alert.',
  remedy: {
    manifest: 'volumes: [{name: rules, configMap: {name: shop-rules}}] in the pods of Prometheus, with '
      + 'rule_files: [/etc/prometheus/rules/*.yaml]',
    construct: 'Run Prometheus, which loads the rules of the whole tree.',
  },
  references: ['https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/#configuring-rules'],
  appliesTo: ['ConfigMap'],
  evaluate: (manifest, cluster) => {
    const use = ruleFileUse(manifest, cluster);
    if (use === undefined) return [];
    const { isLoaded, prometheuses } = use;
    const message = isLoaded ? 'is mounted' : `is mounted by nothing, also not by ${namedObjects(prometheuses)}`;
    return [{ passed: isLoaded, path: 'metadata.name', message, actual: manifest.name }];
  },
};
