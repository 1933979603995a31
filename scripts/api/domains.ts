/** The folders of `src` that have public types, in the order of the index, each with what it is for. */
export const DOMAINS: Readonly<Record<string, string>> = {
  workloads: 'What runs: services, workers and what keeps data, with everything that production needs around them.',
  pods: 'What every pod is made of, whoever carries it.',
  app: 'What holds the charts: the app, its audit and the layout of its files.',
  platform: 'The defaults of a subtree, set once at its top.',
  availability: 'The parts of a workload: probes, resources, scaling, rollout, shutdown, spread, disruption budget.',
  access: 'Who the pods of a workload are, to the cloud and to the API server.',
  network: 'Who may talk to whom, and how the outside comes in.',
  namespaces: 'Namespaces with their quota, their limits and the Pod Security that they enforce, and how they end.',
  secrets: 'References to secrets; no value of one is ever written.',
  alerts: 'What a service promises, what alerts somebody, and whom.',
  delivery: 'How a new version reaches a few first: two sides, canaries, and what divides the traffic.',
  monitoring: 'What measures, and whom Prometheus asks.',
  backup: 'Backups, where they go, the drills that restore them, and the plan for the loss of everything.',
  checks: 'What checks of your own are written with.',
  contracts: 'What more than one domain speaks.',
};

/** The domain of a type, by the source file that declares it. */
export function domainOf(sourceFile: string): string {
  const domain = sourceFile.split('/')[1];
  if (DOMAINS[domain] === undefined) {
    throw new Error(`src/${domain} has public types, but no sentence in scripts/api/domains.ts; write what it is for`);
  }
  return domain;
}

/** What a page of the reference is called, relative to the root of the repository. */
export function pageOf(domain: string): string {
  return `docs/api/${domain}.md`;
}
