import { Cluster } from './cluster';
import { releaseOf, RELEASES } from './versions';

/** Starts a control plane for a person: prints its kubeconfig and runs until it is interrupted. */
async function main([minor = RELEASES[RELEASES.length - 1].minor]: string[]): Promise<void> {
  const cluster = await Cluster.start(releaseOf(minor));
  process.stdout.write(`export KUBECONFIG=${cluster.kubeconfig}\n`);
  const stop = () => void cluster.stop().then(() => process.exit(0));
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  // Without something to wait for, the process would end at once.
  setInterval(() => undefined, 60_000);
}

void main(process.argv.slice(2));
