import { AUTOSCALER_METRIC_HAS_REQUEST } from './autoscaler-metric-has-request';
import { AUTOSCALER_OWNS_REPLICAS } from './autoscaler-owns-replicas';
import { AUTOSCALER_TARGET_EXISTS } from './autoscaler-target-exists';
import { BUDGET_ALLOWS_A_DRAIN } from './budget-allows-a-drain';
import { BUDGET_ALLOWS_DISRUPTION } from './budget-allows-disruption';
import { BUDGET_COVERS_ONE_WORKLOAD } from './budget-covers-one-workload';
import { DRAINS_BEFORE_STOP } from './drains-before-stop';
import { FITS_LIMIT_RANGE } from './fits-limit-range';
import { GRACE_EXCEEDS_PRE_STOP } from './grace-exceeds-pre-stop';
import { HAS_AUTOSCALER } from './has-autoscaler';
import { HAS_DISRUPTION_BUDGET } from './has-disruption-budget';
import { HAS_ENOUGH_REPLICAS } from './has-enough-replicas';
import { HAS_ONE_AUTOSCALER } from './has-one-autoscaler';
import { QUOTA_HOLDS_MAXIMUM_SCALE } from './quota-holds-maximum-scale';
import { RETAINS_CLAIMS } from './retains-claims';
import { ROLLS_OUT_GRADUALLY } from './rolls-out-gradually';
import { SELECTOR_MATCHES_TEMPLATE } from './selector-matches-template';
import { SPREAD_CONSTRAINTS_WORK } from './spread-constraints-work';
import { SPREADS_OVER_HOSTS } from './spreads-over-hosts';
import { SPREADS_OVER_ZONES } from './spreads-over-zones';
import { STATEFUL_SET_HAS_HEADLESS_SERVICE } from './stateful-set-has-headless-service';
import { ICheck } from '../model/check';

/** The checks about staying up while things go away. */
export const AVAILABILITY_CHECKS: readonly ICheck[] = [
  HAS_DISRUPTION_BUDGET,
  BUDGET_ALLOWS_DISRUPTION,
  HAS_AUTOSCALER,
  HAS_ENOUGH_REPLICAS,
  RETAINS_CLAIMS,
  ROLLS_OUT_GRADUALLY,
  SELECTOR_MATCHES_TEMPLATE,
  SPREADS_OVER_HOSTS,
  SPREADS_OVER_ZONES,
  AUTOSCALER_METRIC_HAS_REQUEST,
  AUTOSCALER_OWNS_REPLICAS,
  AUTOSCALER_TARGET_EXISTS,
  BUDGET_ALLOWS_A_DRAIN,
  BUDGET_COVERS_ONE_WORKLOAD,
  DRAINS_BEFORE_STOP,
  FITS_LIMIT_RANGE,
  GRACE_EXCEEDS_PRE_STOP,
  HAS_ONE_AUTOSCALER,
  QUOTA_HOLDS_MAXIMUM_SCALE,
  SPREAD_CONSTRAINTS_WORK,
  STATEFUL_SET_HAS_HEADLESS_SERVICE,
];
