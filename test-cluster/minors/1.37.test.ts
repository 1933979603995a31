import { describeMinor } from '../harness/minor';
import { describeAccess } from '../suites/access';
import { describeBrokenFixtures } from '../suites/broken-fixtures';
import { describeConformance } from '../suites/conformance';
import { describeDrainedMonitoring } from '../suites/drained-monitoring';
import { describeExporters } from '../suites/exporters';
import { describeGradualDelivery } from '../suites/gradual-delivery';
import { describeNamespaceReaper } from '../suites/namespace-reaper';
import { describeNodeAgents } from '../suites/node-agents';
import { describePrometheus } from '../suites/prometheus';
import { describeRestoreDrills } from '../suites/restore-drills';
import { describeValidity } from '../suites/validity';
import { describeVolumeSnapshots } from '../suites/volume-snapshots';

describeMinor(
  '1.37', describeAccess, describeConformance, describeBrokenFixtures, describeExporters, describeGradualDelivery,
  describeNamespaceReaper, describeNodeAgents, describePrometheus, describeRestoreDrills,
  describeDrainedMonitoring, describeValidity, describeVolumeSnapshots,
);
