import { meshClaimsOf, otherMeshClaimant } from '../facts/delivery/mesh-claims';
import { VIRTUAL_SERVICE } from '../facts/delivery/virtual-services';
import { failuresOrPass } from '../facts/failures-or-pass';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** The requests for a host are routed by one VirtualService. */
export const MESH_HOSTS_HAVE_ONE_OWNER: ICheck = {
  id: 'mesh-hosts-have-one-owner',
  title: 'One VirtualService routes the requests for a host',
  box: 'references',
  severity: Severity.WARNING,
  why: 'Inside of the mesh Istio goes by one of two VirtualServices for a host and drops the other one, with its '
    + 'weights. At a gateway it puts their routes together, in an order that nobody promises: of two that take all '
    + 'requests one gets none.',
  remedy: {
    manifest: 'Put the routes into one VirtualService, keep those of a gateway apart by gateways, or delegate a part '
      + 'of the paths.',
    construct: 'A TrafficSplit refuses a host that another one has.',
  },
  references: [
    'https://istio.io/latest/docs/reference/config/analysis/ist0109/',
    'https://istio.io/latest/docs/ops/best-practices/traffic-management/#split-virtual-services',
  ],
  appliesTo: [VIRTUAL_SERVICE],
  evaluate: (owner, cluster) => failuresOrPass(meshClaimsOf(owner, cluster).map((claim) => {
    const { path, host, gateway } = claim;
    const other = otherMeshClaimant(claim, owner, cluster);
    if (other === undefined) return { passed: true, path, message: 'is the only one for it' };
    const whose = `${other.kind} ${other.name}${other.namespace === owner.namespace ? '' : ` of ${other.namespace}`}`;
    const where = gateway === 'mesh' ? 'in the mesh' : `at the gateway ${gateway}`;
    return { passed: false, path, message: `takes ${host} ${where}, as ${whose} does`, actual: host };
  }), 'shares no host with another VirtualService'),
};
