import { ApiObject, Lazy } from 'cdk8s';
import { Deployment, DeploymentProps } from 'cdk8s-plus-28';
import { Construct } from 'constructs';

/** The child by which cdk8s-plus knows the object of a construct. */
const OBJECT = 'Resource';

/**
 * A Deployment of cdk8s-plus that is written as a Rollout: what makes and changes pods is the same, and what scales it
 * finds the Rollout.
 */
export class RolloutController extends Deployment {
  constructor(scope: Construct, id: string, props: DeploymentProps) {
    super(scope, id, props);
    const deployment = ApiObject.of(this);
    this.node.tryRemoveChild(OBJECT);
    const rollout = new ApiObject(this, OBJECT, {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Rollout',
      metadata: { ...props.metadata },
      // How a Deployment replaces its pods is none of its business: the strategy is merged.
      spec: Lazy.any({ produce: () => ({ ...deployment.toJson().spec, strategy: undefined }) }),
    });
    Object.defineProperty(this, 'apiObject', { value: rollout });
  }
}
