"""Something to depend on that is written in Python, and a mistake that only the library sees."""

import jsii
from cdk8s import Chart
from cdk8s_preflight import IReachable, PodGroup, ProductionApp, ProductionService, ProductionWorker, ReachablePort


@jsii.implements(IReachable)
class Database:
    """Pods that nobody here makes."""

    @property
    def reachable_name(self):
        return "db"

    @property
    def reachable_pods(self):
        return PodGroup(namespace="data", labels={"app": "db"})

    @property
    def reachable_ports(self):
        return [ReachablePort(container_port=5432, service_port=5432, protocol="TCP")]

    def admit(self, callers, port):
        print("# admits", callers.namespace, port.container_port)

    def admit_namespace(self, namespace, port):
        print("# admits", namespace, port.container_port)


app = ProductionApp()
chart = Chart(app, "shop", namespace="shop")
api = ProductionService(chart, "api", image="acme/api:1")
api.depends_on(Database(), address_as="DB_ADDR")
print(app.synth_yaml(), end="")

for act in (
    lambda: ProductionWorker(app, "mailer", image="acme/mailer:1"),
    lambda: ProductionWorker(chart, "api", image="acme/mailer:1"),
):
    try:
        act()
    except Exception as error:
        print("#", str(error).splitlines()[0])
