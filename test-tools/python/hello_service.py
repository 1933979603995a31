"""The example hello-service, from Python."""

from cdk8s import Chart
from cdk8s_preflight import (
    Ownership, Platform, Probes, ProductionApp, ProductionNamespace, ProductionService, TrafficPeer,
)

app = ProductionApp()
Platform.configure(app, ownership=Ownership(team="hello"))
chart = Chart(app, "hello-service")
ProductionNamespace(chart, "hello")
podinfo = ProductionService(
    chart, "podinfo",
    image="ghcr.io/stefanprodan/podinfo:6.14.1",
    port=9898,
    probes=Probes.http(liveness="/healthz"),
)
podinfo.allow_from(TrafficPeer.namespace("ingress"))
podinfo.waive("image-has-digest", "its release tags are never moved")
app.synth()
