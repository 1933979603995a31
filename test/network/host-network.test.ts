import { Construct } from 'constructs';
import { HostNetwork } from '../../src/network/host-network';
import { messageOf } from '../support/errors';
import { stage } from '../support/render';

const PORTS = [{ containerPort: 443, protocol: 'TCP' }];
const PODS = { podSelector: { matchLabels: { app: 'ledger' } } };

describe('the flows of pods on the network of their node', () => {
  it('reach addresses as the node does, however often that is asked', () => {
    const flows = hostNetwork();
    const flow = { verb: 'dependsOnHost', peer: { ipBlock: { cidr: '203.0.113.10/32' } }, ports: PORTS };
    flows.allowTo(flow);
    flows.allowTo(flow);
    expect(flows).not.toHaveProperty('policy');
  });

  it.each(['allowFrom', 'admit', 'allowTo'] as const)('are none that policies could open: %s', (verb) => {
    const flows = hostNetwork();
    expect(messageOf(() => flows[verb]({ verb, peer: PODS, ports: PORTS }))).toBe(`[shop/agent] '${verb}' must be `
      + 'about pods that policies see, and not those on the network of their node, got {"podSelector":{"matchLabels":'
      + '{"app":"ledger"}}}; have the target let the nodes in, by allowFrom(TrafficPeer.cidr(\'10.0.0.0/16\')), or '
      + 'leave network out');
  });
});

function hostNetwork(): HostNetwork {
  return new HostNetwork(new Construct(stage().chart, 'agent'));
}
