import { IConstruct } from 'constructs';
import { Platform } from './platform';
import { Provider } from './provider';
import { USUAL_API_SERVICES } from '../internal/values/service-addresses';

// Too common for others to mean it everywhere.
const SERVICE_OF_AKS = '10.0.0.1/32';

/** Whether an address is that of the Service in front of the API servers, as far as the platform knows. */
export function isServiceOfKubernetesApi(scope: IConstruct, cidr: string): boolean {
  const { provider, kubernetesApi } = Platform.of(scope);
  return USUAL_API_SERVICES.includes(cidr)
    || (provider === Provider.AKS && cidr === SERVICE_OF_AKS)
    || kubernetesApi?._serviceCidr === cidr;
}
