import { Rule, ruleGroupsOf } from './rule-groups';
import type { Cluster } from '../../model/cluster';
import type { Manifest } from '../../model/manifest';

/** How often a container must restart for an alert to fire. */
export interface RestartThreshold {
  readonly alert: string;
  readonly restarts: number;
  /** Whether so many are not enough. */
  readonly exceeded: boolean;
  /** Within this time. */
  readonly seconds: number;
}

/** `rate(...[15m]) * 60 > 1`, without blanks. Where more stands behind the number, nobody computes it here. */
const COMPARISON = /\b(rate|increase)\(kube_pod_container_status_restarts_total(?:\{[^{}]*\})?\[(\d{1,6})([smhd])\]\)((?:\*[\d.]{1,12}){0,4})(>=?)([\d.]{1,12})(?![\de.*/+%^-])/gi;
const BLANKS = /\s+/g;
const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** The alerts of an object that compare how often single containers restart. */
export function restartThresholdsOf(owner: Manifest, cluster: Cluster): readonly RestartThreshold[] {
  const rules = ruleGroupsOf(owner, cluster).flatMap((group) => group.rules);
  return rules.filter(({ kind }) => kind === 'alert').flatMap(thresholdsIn);
}

function thresholdsIn({ name, expr }: Rule): RestartThreshold[] {
  return [...expr.replace(BLANKS, '').matchAll(COMPARISON)].map((match) => {
    const [, kind, amount, unit, factors, operator, threshold] = match;
    const seconds = Number(amount) * SECONDS[unit];
    const factor = factors.split('*').filter(Boolean).map(Number).reduce((product, one) => product * one, 1);
    const compared = Number(threshold) / factor;
    const restarts = kind === 'rate' ? compared * seconds : compared;
    return { alert: name, seconds, exceeded: operator === '>', restarts };
  }).filter(({ restarts }) => Number.isFinite(restarts));
}
