import { App, Chart } from 'cdk8s';
import { NodeAccess, NodeAgent, NodeAgentProps, NodeExporter, ProductionApp } from '../../../../src';
import { messageOf, withoutHeading } from '../../../support/errors';
import { IMAGE } from '../../../support/render';

function agent(chart: Chart, id: string, props: Partial<NodeAgentProps> = {}): NodeAgent {
  const nodeAccess = NodeAccess.of('measures its interfaces', { network: true });
  return new NodeAgent(chart, id, { image: IMAGE, port: 9100, nodeAccess, ...props });
}

function appWith(build: (chart: Chart) => unknown): App {
  const app = new ProductionApp();
  build(new Chart(app, 'shop', { namespace: 'shop' }));
  return app;
}

describe('one port of the same nodes', () => {
  it.each<[string, (chart: Chart) => unknown, string]>([
    ['two agents', (chart) => ['first', 'second'].map((id) => agent(chart, id)), 'shop/first'],
    ['an agent beside a NodeExporter', (chart) => [new NodeExporter(chart, 'nodes'), agent(chart, 'second')],
      'shop/nodes/Agent'],
  ])('is refused of %s', (_, build, rival) => {
    expect(withoutHeading(new Error(messageOf(() => appWith(build).synthYaml())))).toContain(
      `[shop/second] 'port' must be free on its nodes, and the pods of [${rival}] take it there, got 9100; `
        + 'choose another port, or nodes that the other does not run on by nodeSelector',
    );
  });

  it.each<[string, Partial<NodeAgentProps>]>([
    ['another port', { port: 9101 }],
    ['the network of its pods', { nodeAccess: undefined }],
    ['other nodes', { nodeSelector: { pool: 'b' } }],
  ])('is not taken by what has %s', (_, props) => {
    const nodeSelector = { pool: 'a' };
    const app = appWith((chart) => [agent(chart, 'first', { nodeSelector }), agent(chart, 'second', props)]);
    expect(() => app.synthYaml()).not.toThrow();
  });
});
