/** What --help prints. */
export const USAGE = `preflight check [PATH...|-] judges manifests by the readiness checklist
  --format text|json             text, or JSON for machines (text)
  --output FILE                  write the report to a file
  --fail-on SEVERITY             the least severity that counts: critical, warning or advice (critical)
  --kubernetes-version MINOR     the oldest minor that the manifests must run on (1.30)
  --only IDS, --skip IDS         judge by these checks only, or without these; several by commas
  --checks PACKAGE               a package that exports checks of your own; may be repeated
  --as-of YYYY-MM-DD             the day on which waivers are judged (today)
  --evidence FILE                what people attest where manifests cannot show it
  --all                          JSON holds what passed and what does not apply too

preflight list [--format text|json] [--checks PACKAGE] lists all checks by the box that they tick
preflight explain ID [--checks PACKAGE] says why a check is there, and what to do

preflight dry-run PATH... asks a cluster, through kubectl, whether it would take every object: server-side, with strict
field validation, keeping nothing but the namespaces that --create-namespaces asks for
  --kubeconfig FILE, --context NAME, --create-namespaces

Exit codes: 0 ready or admitted, 1 not, 2 could not be judged.`;
