import { Construct } from 'constructs';
import { RequestMetrics } from '../services/request-metrics';

/** The service that promises, and what its objects carry. */
export interface PromisingService {
  readonly scope: Construct;
  readonly name: string;
  readonly namespace: string;
  readonly labels: Record<string, string>;
  /** What the service says of its metrics. */
  readonly metrics?: RequestMetrics;
}
