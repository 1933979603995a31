/** From when on the alerts of `EssentialAlerts` fire, where people differ. */
export interface AlertThresholds {
  /**
   * How many percent of its CPUs a node may use.
   *
   * In the manifest: the expression of the alert `NodeCpuHigh`.
   *
   * @default 90
   */
  readonly nodeCpuPercent?: number;

  /**
   * How many percent of its memory a node may use.
   *
   * In the manifest: the expression of the alert `NodeMemoryHigh`.
   *
   * @default 90
   */
  readonly nodeMemoryPercent?: number;

  /**
   * How many percent of a node's disk must be free for it to be nobody's concern that it fills up within a day.
   *
   * In the manifest: the expression of the alert `NodeDiskFillingUp`.
   *
   * @default 15
   */
  readonly diskFreePercent?: number;

  /**
   * How many percent of a volume must be free for it to be nobody's concern that it fills up within four days.
   *
   * In the manifest: the expressions of the alerts `VolumeFillingUp` and `VolumeInodesFillingUp`.
   *
   * @default 15
   */
  readonly volumeFreePercent?: number;

  /**
   * How often a container may restart within an hour: at most 15 times, for the kubelet restarts it 16 times.
   *
   * In the manifest: the expression of the alert `ContainerRestarting`.
   *
   * @default 5
   */
  readonly restartsPerHour?: number;

  /**
   * How many percent of its memory limit a container may use.
   *
   * In the manifest: the expression of the alert `ContainerMemoryHigh`.
   *
   * @default 90
   */
  readonly containerMemoryPercent?: number;

  /**
   * In how many of a hundred periods of the scheduler a container may wait for its CPU limit.
   *
   * In the manifest: the expression of the alert `ContainerCpuThrottled`.
   *
   * @default 25
   */
  readonly throttledPercent?: number;

  /**
   * How many days before it expires a certificate of cert-manager must be renewed, which is due earlier.
   *
   * In the manifest: the expression of the alert `CertificateRenewalOverdue`.
   *
   * @default 21
   */
  readonly certificateDays?: number;

  /**
   * How many percent of a quota may be used.
   *
   * In the manifest: the expression of the alert `QuotaNearlyFull`.
   *
   * @default 90
   */
  readonly quotaPercent?: number;

  /**
   * How many percent of the targets of a scrape may be down.
   *
   * In the manifest: the expression of the alert `TargetDown`.
   *
   * @default 10
   */
  readonly targetsDownPercent?: number;
}
