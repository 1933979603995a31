import { alertsOf, Rule } from './rule-groups';
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

/** `rate(...[15m])`, whatever stands around it. */
const COUNT = /\b(rate|increase)\s*\(\s*kube_pod_container_status_restarts_total\s*(?:\{(?:[^{}"']|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')*\}\s*)?\[(\d{1,6})([smhd])\]\s*\)/gi;
const NUMBER = String.raw`(\d{0,12}\.?\d{1,12}(?:e[+-]?\d{1,3})?)`;
const TIMES = new RegExp(String.raw`\s*\*\s*${NUMBER}(?![\w.])`, 'iy');
const COMPARED = new RegExp(String.raw`\s*(>=?)\s*${NUMBER}(?![\w.]|\s*[*/+%^-])`, 'iy');
const BY = String.raw`\s*(?:by|without)\s*\([\w\s,]{0,200}\)`;
const CLOSED = new RegExp(String.raw`\s*\)(?:${BY})?`, 'iy');
const TIMES_BEFORE = new RegExp(String.raw`(?<![\w.])${NUMBER}\s{0,9}\*$`, 'i');
/** The largest, the least and the mean of some are none that no container has. */
const AGGREGATED = new RegExp(String.raw`(?<![\w:])(?:max|min|avg)(?:${BY})?$`, 'i');
const GROUPED = /(?:^|[^\w:)]|(?<!\w)(?:and|or|unless))$/i;
/** What may stand before a comparison without changing what it means. */
const ON = String.raw`(?:\s{1,9}(?:on|ignoring)\s{0,9}\([\w\s,]{0,200}\))?`;
const BEGINNING = new RegExp(String.raw`(?:^|[(,]|(?<!\w)(?:and|or)${ON})$`, 'i');
const DENYING = new RegExp(String.raw`(?<!\w)(?:unless${ON}|absent)[\s(]{0,9}$`, 'i');
/** So much is looked at of what stands before; where there is more, it is none of the above. */
const NEAR = 250;
const MORE = 'x';
const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** The alerts of an object that compare how often single containers restart. */
export function restartThresholdsOf(owner: Manifest, cluster: Cluster): readonly RestartThreshold[] {
  return alertsOf(owner, cluster).flatMap(thresholdsIn);
}

function thresholdsIn({ name, expr }: Rule): RestartThreshold[] {
  return [...expr.matchAll(COUNT)].flatMap(({ 0: text, 1: kind, 2: amount, 3: unit, index }) => {
    const comparison = new Surroundings(expr, index, text.length).comparison();
    if (comparison === undefined) return [];
    const seconds = Number(amount) * SECONDS[unit.toLowerCase()];
    const restarts = kind.toLowerCase() === 'rate' ? comparison.compared * seconds : comparison.compared;
    return Number.isFinite(restarts) ? [{ alert: name, seconds, exceeded: comparison.exceeded, restarts }] : [];
  });
}

/** What stands around a part of an expression, read from the inside out. */
class Surroundings {
  private factor = 1;
  private before: string;
  private end: number;

  constructor(private readonly expr: string, start: number, length: number) {
    this.before = ((start > NEAR ? MORE : '') + expr.slice(Math.max(0, start - NEAR), start)).trimEnd();
    this.end = start + length;
  }

  /** What the part is compared with, by itself; undefined where more is computed than is read here. */
  public comparison(): { compared: number; exceeded: boolean } | undefined {
    do this.multiply(); while (this.unwrap());
    const match = this.after(COMPARED);
    if (match === undefined || !BEGINNING.test(this.before) || DENYING.test(this.before)) return undefined;
    return { compared: Number(match[2]) / this.factor, exceeded: match[1] === '>' };
  }

  private multiply(): void {
    for (let match = this.after(TIMES); match !== undefined; match = this.after(TIMES)) this.factor *= Number(match[1]);
    for (let match = TIMES_BEFORE.exec(this.before); match !== null; match = TIMES_BEFORE.exec(this.before)) {
      this.factor *= Number(match[1]);
      this.before = this.before.slice(0, match.index).trimEnd();
    }
  }

  /** Whether it stands in parentheses, by themselves or of an aggregation. */
  private unwrap(): boolean {
    if (!this.before.endsWith('(')) return false;
    const outside = this.before.slice(0, -1).trimEnd();
    const aggregation = AGGREGATED.exec(outside);
    if (aggregation === null && !GROUPED.test(outside)) return false;
    if (this.after(CLOSED) === undefined) return false;
    this.before = outside.slice(0, aggregation?.index).trimEnd();
    return true;
  }

  private after(sign: RegExp): RegExpExecArray | undefined {
    sign.lastIndex = this.end;
    const match = sign.exec(this.expr);
    if (match !== null) this.end = sign.lastIndex;
    return match ?? undefined;
  }
}
