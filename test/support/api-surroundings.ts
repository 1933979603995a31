import { Chart, Size } from 'cdk8s';
import { addPostgres } from './backups';
import { IMAGE } from './render';
import { sealedManifest } from './secrets/sealed-manifests';
import { SMALLEST_CALLS } from './smallest-calls';
import {
  Alertmanager, ForeignService, PostgresBackup, ProductionService, ProductionWorker, Prometheus, ReleaseJob,
  StatefulService, VeleroLocation, VeleroPlan, VeleroServer, VolumeSnapshots,
} from '../../src';

/** What the examples of the API take for given; each is made when an example first names it. */
export class Surroundings {
  constructor(public readonly chart: Chart) {}

  public get api(): ProductionService {
    return this.service('api');
  }

  public get ledger(): ProductionService {
    return this.service('ledger');
  }

  public get web(): ProductionService {
    return this.service('web');
  }

  public get mailer(): ProductionWorker {
    return new ProductionWorker(this.chart, 'mailer', { image: IMAGE });
  }

  public get queue(): StatefulService {
    return this.stateful('queue');
  }

  public get store(): StatefulService {
    return this.stateful('store');
  }

  public get migrate(): ReleaseJob {
    return SMALLEST_CALLS.ReleaseJob(this.chart) as ReleaseJob;
  }

  /** What kubeseal wrote. */
  public get sealedText(): string {
    return JSON.stringify(sealedManifest());
  }

  public get snapshots(): VolumeSnapshots {
    return SMALLEST_CALLS.VolumeSnapshots(this.chart) as VolumeSnapshots;
  }

  public get prometheus(): Prometheus {
    return SMALLEST_CALLS.Prometheus(this.chart) as Prometheus;
  }

  public get alertmanager(): Alertmanager {
    return SMALLEST_CALLS.Alertmanager(this.chart) as Alertmanager;
  }

  public get vault(): ForeignService {
    return ForeignService.at({ name: 'vault', namespace: 'vault', podLabels: { app: 'vault' }, containerPort: 8200 });
  }

  public get velero(): VeleroPlan {
    const location = VeleroLocation.gcs('acme-backups');
    return new VeleroPlan(this.chart, 'velero', { location, server: VeleroServer.installed('velero') });
  }

  public get backup(): PostgresBackup {
    return addPostgres(this.chart);
  }

  private service(id: string): ProductionService {
    return new ProductionService(this.chart, id, { image: IMAGE });
  }

  private stateful(id: string): StatefulService {
    return new StatefulService(this.chart, id, {
      image: IMAGE,
      ports: [{ name: 'redis', containerPort: 6379 }],
      claims: [{ mountPath: '/data', size: Size.gibibytes(10) }],
    });
  }
}
