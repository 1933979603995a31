import { Construct } from 'constructs';
import { IMAGE } from './render';
import { DefaultDenyPolicy, ProductionNamespace, ProductionService } from '../../src';

/** The smallest call of each construct; a new construct needs an entry, and is then tested with all others. */
export const SMALLEST_CALLS: Record<string, (scope: Construct) => Construct> = {
  DefaultDenyPolicy: (scope) => new DefaultDenyPolicy(scope, 'closed'),
  ProductionNamespace: (scope) => new ProductionNamespace(scope, 'shop'),
  ProductionService: (scope) => new ProductionService(scope, 'web', { image: IMAGE }),
};
