import { FileContent } from './file-content';
import { Skipped } from './skipped';
import { isMap } from '../model/values/plain-data';

/** What a file of a folder is where it holds nothing that looks like an object; undefined where it may be manifests. */
export function foreignReason(text: string, { manifests, unreadable }: FileContent): Skipped['reason'] | undefined {
  if (manifests.length > 0 || unreadable.length === 0) return undefined;
  if (isSettings(text)) return 'foreign';
  if (!unreadable.every(({ isForeign }) => isForeign)) return undefined;
  return isDashboard(text) ? 'dashboard' : 'foreign';
}

/** Programs such as compilers take comments in their JSON, which neither JSON nor YAML knows. */
function isSettings(text: string): boolean {
  return /^\s*(\/[/*]|\{)/.test(text) && /^[ \t]*\/[/*]/m.test(text) && !/"?(apiVersion|kind)"?\s*:/.test(text);
}

/** Grafana's export has panels and the version of its own format; its API wraps that. */
function isDashboard(text: string): boolean {
  const value = jsonIn(text);
  const dashboard = isMap(value) && isMap(value.dashboard) ? value.dashboard : value;
  return isMap(dashboard) && (Array.isArray(dashboard.panels) || Array.isArray(dashboard.rows))
    && ['schemaVersion', 'uid', 'templating', 'title'].some((key) => key in dashboard);
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
