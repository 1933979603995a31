import { DashboardProps } from '../dashboard-props';

/** What a dashboard shows that this library brings along. */
export type ReadyDashboard = Pick<DashboardProps, 'title' | 'description' | 'variables' | 'rows' | 'timeRange'>;

/** A window that holds enough samples, whatever the reader looks at. */
export const WINDOW = '$__rate_interval';
