import { Cluster } from './cluster';
import { chosenReleases, KubernetesRelease, releaseOf } from './versions';

/** A minor under test, whose cluster is there once its tests run. */
export interface MinorUnderTest {
  readonly release: KubernetesRelease;
  cluster(): Cluster;
}

/** Starts one cluster of a minor for all that is asked of it; each minor has a file, so that they run side by side. */
export function describeMinor(minor: string, ...suites: readonly ((minor: MinorUnderTest) => void)[]): void {
  const release = releaseOf(minor);
  const describeChosen = chosenReleases().includes(release) ? describe : describe.skip;
  describeChosen(`Kubernetes ${minor}`, () => {
    let cluster: Cluster;

    beforeAll(async () => {
      cluster = await Cluster.start(release);
    }, 1_800_000);

    afterAll(async () => {
      await cluster?.stop();
    });

    suites.forEach((suite) => suite({ release, cluster: () => cluster }));
  });
}
