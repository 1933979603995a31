import { failuresOrPass } from '../facts/failures-or-pass';
import { DashboardFile, dashboardOfSameUid, dashboardsOf } from '../facts/monitoring/dashboard-files';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

const LONGEST_UID = 40;

/** Grafana shows each dashboard that it is given. */
export const DASHBOARDS_ARE_SHOWN: ICheck = {
  id: 'dashboards-are-shown',
  title: 'Grafana shows each dashboard that it is given',
  box: 'metrics',
  severity: Severity.WARNING,
  why: 'Grafana passes by a file that is no dashboard and says so in its log alone. Of two dashboards with one uid it '
    + 'writes the one over the other for ever, or neither any more.',
  remedy: {
    manifest: 'data: {shop.json: \'{"uid": "shop", "title": "Shop", "panels": [...]}\'}',
    construct: 'Dashboard, which writes such files',
  },
  references: ['https://grafana.com/docs/grafana/latest/administration/provisioning/#dashboards'],
  appliesTo: ['ConfigMap'],
  evaluate: (manifest, cluster) => {
    const findings = dashboardsOf(manifest, cluster).map((dashboard) => {
      const problem = problemOf(dashboard, dashboardOfSameUid(dashboard, cluster));
      return { passed: problem === undefined, path: dashboard.path, message: problem ?? '', actual: dashboard.uid };
    });
    return failuresOrPass(findings, 'holds dashboards with uids of their own');
  },
};

function problemOf({ title, uid }: DashboardFile, other: DashboardFile | undefined): string | undefined {
  if (title === undefined) return 'holds no dashboard with a title as JSON';
  if (uid.length > LONGEST_UID) return `has a uid of ${uid.length} characters, and Grafana takes ${LONGEST_UID}`;
  if (other === undefined) return undefined;
  return `has the uid ${uid}, as ${other.path} of ConfigMap ${other.owner.name} has`;
}
