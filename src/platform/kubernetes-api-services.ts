import { IConstruct } from 'constructs';
import { Platform } from './platform';
import { Provider } from './provider';
import { USUAL_API_SERVICES } from '../internal/values/addresses/service-addresses';

/** Where the clusters of one provider have the Service `kubernetes`. */
const SERVICES_OF: Readonly<Record<string, readonly string[]>> = {
  [Provider.AKS]: ['10.0.0.1/32'],
  [Provider.EKS]: ['10.100.0.1/32', '172.20.0.1/32'],
  [Provider.GKE]: ['34.118.224.1/32'],
  [Provider.OPENSHIFT]: ['172.30.0.1/32'],
};

/** Whether an address is that of the Service in front of the API servers, as far as the platform knows. */
export function isServiceOfKubernetesApi(scope: IConstruct, cidr: string): boolean {
  const { provider, kubernetesApi } = Platform.of(scope);
  const given = kubernetesApi?._serviceCidr;
  if (given !== undefined) return cidr === given;
  return (SERVICES_OF[provider] ?? USUAL_API_SERVICES).includes(cidr);
}
