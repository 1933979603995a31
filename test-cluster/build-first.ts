import { buildBinaries } from './harness/build';
import { chosenReleases } from './harness/versions';

/** Builds what is missing once, before the files that run side by side would each begin to. */
function buildFirst(): void {
  for (const release of chosenReleases()) {
    const { buildSeconds } = buildBinaries(release);
    process.stdout.write(`Kubernetes ${release.version}: built in ${buildSeconds.toFixed(1)} s\n`);
  }
}

export = buildFirst;
