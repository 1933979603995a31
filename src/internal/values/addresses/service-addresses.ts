/** Where distributions put the Service `kubernetes`, which has the first address of their network of Services. */
export const USUAL_API_SERVICES: readonly string[] = [
  '10.96.0.1/32', // kubeadm
  '10.43.0.1/32', // k3s, RKE2
  '10.100.0.1/32', '172.20.0.1/32', // EKS
  '172.30.0.1/32', // OpenShift
  '10.152.183.1/32', // MicroK8s
  '34.118.224.1/32', // GKE
  '100.64.0.1/32', // kOps
];
