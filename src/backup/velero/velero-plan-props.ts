import { VeleroLocation } from './locations/velero-location';
import { VeleroServer } from './server/velero-server';

/** Properties for `VeleroPlan`. */
export interface VeleroPlanProps {
  /**
   * Where backups go that say nothing else. It is called `default`.
   */
  readonly location: VeleroLocation;

  /**
   * Further locations by their names, such as one in another region. A backup goes to one location: what is to be in
   * two needs two backups.
   *
   * @default - none
   */
  readonly locations?: { [name: string]: VeleroLocation };

  /**
   * Where Velero runs.
   *
   * @default VeleroServer.own()
   */
  readonly server?: VeleroServer;

  /**
   * The page that the alerts about Velero itself lead to, without the name of the alert.
   *
   * @default - the runbook of this library
   */
  readonly runbook?: string;
}
