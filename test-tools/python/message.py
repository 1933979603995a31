"""What a mistake says in Python: the text of the exception goes to standard output."""

from cdk8s import Chart
from cdk8s_preflight import Autoscaling, ProductionApp, ProductionService

chart = Chart(ProductionApp(), "shop", namespace="shop")
try:
    ProductionService(chart, "api", image="acme/api:1", scaling=Autoscaling.on_cpu(min=6, max=3))
except Exception as error:
    print(error)
