const INDEX = /^\.preflight-files(-\d{1,15}-of-\d{1,15})?(?:\.([a-z0-9-]{1,63}))?$/;

/** Whose files an index lists. */
export interface IndexName {
  /** The app, where it has a name of its own. */
  readonly app?: string;
  /** Which part of the charts, where they are shared out. */
  readonly shard?: { readonly number: number; readonly count: number };
}

/**
 * The file that lists what a run wrote. Each shard has its own, so that none removes what another one wrote, and so has
 * each app with a name. They end neither in `.yaml` nor in `.json`, so that `kubectl apply -f` passes them by.
 */
export function indexName({ app, shard }: IndexName): string {
  const part = shard === undefined ? '' : `-${shard.number}-of-${shard.count}`;
  return `.preflight-files${part}${app === undefined ? '' : `.${app}`}`;
}

/** What the name of an index says; undefined where it is none. */
export function readIndexName(file: string): { readonly app?: string; readonly isShard: boolean } | undefined {
  const match = INDEX.exec(file);
  return match === null ? undefined : { app: match[2], isShard: match[1] !== undefined };
}
