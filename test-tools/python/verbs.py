"""Each verb that several constructs have, from Python; writes the YAML to standard output."""

from cdk8s import Chart, JsonPatch
from cdk8s_preflight import DefaultDenyPolicy, ProductionApp, ProductionService, ProductionWorker

app = ProductionApp()
chart = Chart(app, "shop", namespace="shop")
ledger = ProductionService(chart, "ledger", image="acme/ledger:1", port=8080)
api = ProductionService(chart, "api", image="acme/api:1", port=8080)
mailer = ProductionWorker(chart, "mailer", image="acme/mailer:1")
closed = DefaultDenyPolicy(chart, "closed")

for workload in (api, mailer):
    workload.depends_on(ledger, address_as="LEDGER_ADDR")
    workload.waive("image-has-digest", "tags are never moved", ticket="PAY-311")
    workload.patch(workload.deployment, JsonPatch.replace("/spec/minReadySeconds", 10))
    workload.merge_patch(workload.network_policy, {"metadata": {"annotations": {"acme.io/ticket": "SEC-7"}}})
closed.patch(closed.policy, JsonPatch.add("/metadata/labels/tier", "edge"))
closed.merge_patch(closed.policy, {"metadata": {"annotations": {"acme.io/ticket": "SEC-7"}}})
print(app.synth_yaml(), end="")
