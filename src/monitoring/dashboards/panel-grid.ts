import { DashboardPanel, DashboardRow, PanelKind } from './dashboard-panel';

/** How many columns a dashboard has. */
export const COLUMNS = 24;
const TITLE_HEIGHT = 1;
const WIDTH: Readonly<Record<PanelKind, number>> = {
  [PanelKind.TIME_SERIES]: 8, [PanelKind.STAT]: 4, [PanelKind.TABLE]: COLUMNS,
};
const HEIGHT: Readonly<Record<PanelKind, number>> = {
  [PanelKind.TIME_SERIES]: 8, [PanelKind.STAT]: 4, [PanelKind.TABLE]: 8,
};

/** Where a panel stands, in columns and lines. */
export interface GridPosition {
  readonly h: number;
  readonly w: number;
  readonly x: number;
  readonly y: number;
}

/** A row with the place of its title and of each of its panels. */
export interface PlacedRow {
  readonly row: DashboardRow;
  readonly place: GridPosition;
  readonly panels: readonly { readonly panel: DashboardPanel; readonly place: GridPosition }[];
}

/** Puts rows below each other, and their panels side by side for as long as there is room. */
export function placedRows(rows: readonly DashboardRow[]): PlacedRow[] {
  let top = 0;
  return rows.map((row) => {
    const place = { h: TITLE_HEIGHT, w: COLUMNS, x: 0, y: top };
    const panels = placedPanels(row.panels, top + TITLE_HEIGHT);
    top = Math.max(...panels.map(({ place: { y, h } }) => y + h));
    return { row, place, panels };
  });
}

function placedPanels(panels: readonly DashboardPanel[], top: number): PlacedRow['panels'] {
  let [x, y, lineHeight] = [0, top, 0];
  return panels.map((panel) => {
    const { kind = PanelKind.TIME_SERIES } = panel;
    const { width: w = WIDTH[kind] } = panel;
    const h = HEIGHT[kind];
    if (x + w > COLUMNS) [x, y, lineHeight] = [0, y + lineHeight, 0];
    const place = { h, w, x, y };
    [x, lineHeight] = [x + w, Math.max(lineHeight, h)];
    return { panel, place };
  });
}
