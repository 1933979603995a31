import { failuresOrPass } from '../facts/failures-or-pass';
import { hasModule, probeOrdersOf } from '../facts/monitoring/blackbox-modules';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** The blackbox exporter has the module that a probe asks for. */
export const PROBE_MODULE_EXISTS: ICheck = {
  id: 'probe-module-exists',
  title: 'Probes ask for modules that the blackbox exporter has',
  box: 'metrics',
  severity: Severity.WARNING,
  why: 'The exporter answers 400 to a module that it does not know: nothing is asked, and no series says so.',
  remedy: {
    manifest: 'Add the module to the file that --config.file of the exporter names, or ask for one that is there.',
    construct: 'Run BlackboxExporter, which has the modules of all probes of the tree.',
  },
  references: ['https://github.com/prometheus/blackbox_exporter/blob/master/CONFIGURATION.md'],
  appliesTo: ['monitoring.coreos.com/Probe', 'ConfigMap'],
  evaluate: (manifest, cluster) => {
    const findings = probeOrdersOf(manifest, cluster).flatMap((order) => {
      const passed = hasModule(order, manifest, cluster);
      if (passed === undefined) return [];
      const { path, prober, module } = order;
      const message = `asks ${prober} for the module ${module}, which it does not have`;
      return [{ passed, path, message, actual: module }];
    });
    return failuresOrPass(findings, 'asks for modules that are there');
  },
};
