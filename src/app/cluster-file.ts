import { Chart } from 'cdk8s';
import { fail } from '../internal/fail';

const NAME = /^[A-Za-z0-9][-A-Za-z0-9_.]{0,99}$/;

/** Where a chart belongs by its cluster and section, without an extension; refuses charts that are elsewhere. */
export function clusterFile(chart: Chart): string {
  const ids = chart.node.scopes.slice(1).map(({ node }) => node.id);
  if (ids.length !== 3) {
    const remedy = "make it below new Construct(new Construct(app, 'prod-eu'), 'apps')";
    fail(chart, { prop: 'layout', must: 'find a chart as <cluster>/<section>/<chart>', got: ids.join('/'), remedy });
  }
  const odd = ids.find((id) => !NAME.test(id));
  if (odd !== undefined) {
    const must = 'find ids that are names of folders: letters, digits, -, _ and .';
    fail(chart, { prop: 'layout', must, got: odd, remedy: 'change the id' });
  }
  return `clusters/${ids.join('/')}`;
}
