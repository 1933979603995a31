import { knownMembersOnly } from '../../internal/signatures/known-members';

/** How a panel shows what it asks for. */
export enum PanelKind {
  /** Values over time, as lines. */
  TIME_SERIES = 'timeseries',
  /** The last value, as a number. */
  STAT = 'stat',
  /** The last value of each series, in rows. */
  TABLE = 'table',
}

knownMembersOnly({ PanelKind });

/** One question of a panel. */
export interface PanelQuery {
  /**
   * PromQL. `$NAME` stands for the value of a variable, and `$__rate_interval` for a window that holds enough samples.
   *
   * In the manifest: `targets[].expr`.
   */
  readonly expr: string;

  /**
   * What its series are called; `{{pod}}` in it is the value of a label.
   *
   * In the manifest: `targets[].legendFormat`.
   *
   * @default - all labels of the series
   */
  readonly legend?: string;
}

/**
 * From which values on a panel warns.
 *
 * Where both are given, their order says whether high or low values are bad.
 */
export interface PanelThresholds {
  /**
   * From here on it is worth a look.
   *
   * @default - none
   */
  readonly warning?: number;

  /**
   * From here on somebody should act.
   *
   * @default - none
   */
  readonly critical?: number;
}

/** What one panel of a dashboard shows. */
export interface DashboardPanel {
  /** What it shows, in a few words. */
  readonly title: string;

  /**
   * Unit of its values, by Grafana's id: `s`, `bytes`, `reqps`, `percentunit` of a share of one, `short` of a number.
   *
   * In the manifest: `fieldConfig.defaults.unit`.
   *
   * @see https://grafana.com/docs/grafana/latest/panels-visualizations/configure-standard-options/#unit
   */
  readonly unit: string;

  /** What is asked, one question at least. */
  readonly queries: PanelQuery[];

  /**
   * What the values mean and what to do about them, as Markdown behind the title.
   *
   * @default - none
   */
  readonly description?: string;

  /**
   * How it is shown.
   *
   * In the manifest: `type`.
   *
   * @default PanelKind.TIME_SERIES
   */
  readonly kind?: PanelKind;

  /**
   * From which values on it warns.
   *
   * In the manifest: `fieldConfig.defaults.thresholds`.
   *
   * @default - from none
   */
  readonly thresholds?: PanelThresholds;

  /**
   * How many of the 24 columns of a dashboard it takes.
   *
   * In the manifest: `gridPos.w`.
   *
   * @default - 8, 4 of a number, 24 of a table
   */
  readonly width?: number;
}

/** Panels that belong together, under a title. */
export interface DashboardRow {
  /** What they have in common. */
  readonly title: string;

  /** The panels, from left to right. */
  readonly panels: DashboardPanel[];
}
