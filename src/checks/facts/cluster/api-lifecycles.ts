// Written by `npx projen update-api-lifecycles`, of zz_generated.prerelease-lifecycle.go in these modules:
// k8s.io/api@v0.28.15 h1:u+Sze8gI+DayQxndS0htiJf8yVooHyUx/H4jEehtmNs=
// k8s.io/apiextensions-apiserver@v0.28.15 h1:NPlscxcvT4EutwP6rHTrlEvBvUj8HUBlXvFfUqLPWI4=
// k8s.io/kube-aggregator@v0.28.15 h1:DCK6NbiL+MJh5nu7b3Tbs3nRbuYKdFkhCBdfZ1Crr0o=
// k8s.io/api@v0.29.15 h1:QxPcAheYujeBwkdiE0vMyKkAtqUq5YNyXVqimT+me44=
// k8s.io/apiextensions-apiserver@v0.29.15 h1:XI5axgsWqMlIIgpHbcz5vPjk06i3ibHv5FUdSfdtQLU=
// k8s.io/kube-aggregator@v0.29.15 h1:pDw+YxD7Ck4w3xfiI//F33/DKSucFaoLcRnT7c1OSoc=
// k8s.io/api@v0.30.14 h1:iPq9YNOz1vHcSuN9YTmRUt8iPpB1cYPxxjgbY25xfS4=
// k8s.io/apiextensions-apiserver@v0.30.14 h1:7hi4CMq9EVT4vjdFpDZ/E1yOqhfU5IDHl2M8bexjA4s=
// k8s.io/kube-aggregator@v0.30.14 h1:pDvSOoCAeUJ8P9W7OO5uTzGYsI+zP+F+qGCgjfsfjYY=
// k8s.io/api@v0.31.14 h1:xYn/S/WFJsksI7dk/5uBRd3Umm/D8W5g7sRnd4csotA=
// k8s.io/apiextensions-apiserver@v0.31.14 h1:1KupD0PyU7CgiT/PiZPSgZhTCL2KGwvXd1ejGcxjEfg=
// k8s.io/kube-aggregator@v0.31.14 h1:n0KI0zLT5WiL/zfk2sT315oGgGXrJ51DTdnUS+XQe4A=
// k8s.io/api@v0.32.13 h1:CAtHUTtSau6UhSGcrypjKXc2365TncaxUtrIfnjUPGE=
// k8s.io/apiextensions-apiserver@v0.32.13 h1:3M8y1UNKgAp/I+T4TDEeqXiR1wj8nrqzTqgMHRKsO8A=
// k8s.io/kube-aggregator@v0.32.13 h1:g77ATtAar5MzM0P4XtBwkR1u7AgccUJzC6lZ4sADOns=
// k8s.io/api@v0.33.13 h1:Au/I/J8SXmcCBxp+KiS82451AEaKjVHouB1x3lUm1Wk=
// k8s.io/apiextensions-apiserver@v0.33.13 h1:T/79+dR0xlAEvx2Uf3EbWViMGy+NlFNmU05k8UEbrYk=
// k8s.io/kube-aggregator@v0.33.13 h1:1rdV0vCsSndHGGygZtCalsoLKD2hcXcLgrG/9TOoQ4I=
// k8s.io/api@v0.34.10 h1:zCoK5ipV95K9EGGWmeNITFg9Cx97ZglL8F2MJR9Sbjo=
// k8s.io/apiextensions-apiserver@v0.34.10 h1:+0SLQEzu+h03I7HhCHb1A60yETxUqf+fqTXWzNpoZ90=
// k8s.io/kube-aggregator@v0.34.10 h1:q0WWCS9jqKL/u+FEjmdeVWnwOdCHRtbhxKl6pICO98Q=
// k8s.io/api@v0.35.8 h1:hxpmPYdneQPKNh0cZyB09Hwd3vgXzdcJs5R3toDXsvU=
// k8s.io/apiextensions-apiserver@v0.35.8 h1:2lvyZ28M01/1uOPftaPXIbsOaCslzKHTEcdCjCI0VRE=
// k8s.io/kube-aggregator@v0.35.8 h1:iiFT9Q/lz++ODAVOG8+SJceC2ofoXVyWHB5owSdToMw=
// k8s.io/api@v0.36.4 h1:RxrvqCL6vgH5/+UnTeu1IIFqYmGfy0hnyrod1rn35Oo=
// k8s.io/apiextensions-apiserver@v0.36.4 h1:SfvCVt+4CqKWvzuVytYDT5g9hyb9MztoiYELIkPVrFc=
// k8s.io/kube-aggregator@v0.36.4 h1:B593UGiOA2ivyuWOSvgWly5lXkTPLcYpeZwkq4Y+ieA=
// k8s.io/api@v0.37.1 h1:l6N77U7tjwB5L056bgrBTJIEdevac/naBZ3iSvDNfpM=
// k8s.io/apiextensions-apiserver@v0.37.1 h1:7fIQG8eThDSTVYBWg/DOpI8v5wYfKCo0N8/TDMjj+zY=
// k8s.io/kube-aggregator@v0.37.1 h1:P5ksohEbY6xbSyHgZcd+ofhCekMN9zqeCeSylrLHnCY=

/**
 * The apiVersion, the kind, the minor that deprecates them, the first that does not serve them, the apiVersion to write
 * instead or its version in the same group, and the first minor that has it, where it is none of the oldest.
 */
export type ApiLifecycle = readonly [string, string, number, number, string?, number?];

/** Versions of the API of Kubernetes that are deprecated, or gone. */
export const API_LIFECYCLES: readonly ApiLifecycle[] = [
  ['admission.k8s.io/v1beta1', 'AdmissionReview', 19, 22, 'v1'],
  ['admissionregistration.k8s.io/v1alpha1', 'MutatingAdmissionPolicy', 35, 38, 'v1', 36],
  ['admissionregistration.k8s.io/v1alpha1', 'MutatingAdmissionPolicyBinding', 35, 38, 'v1', 36],
  ['admissionregistration.k8s.io/v1alpha1', 'ValidatingAdmissionPolicy', 29, 32, 'v1', 30],
  ['admissionregistration.k8s.io/v1alpha1', 'ValidatingAdmissionPolicyBinding', 29, 32, 'v1', 30],
  ['admissionregistration.k8s.io/v1beta1', 'MutatingAdmissionPolicy', 37, 40, 'v1', 36],
  ['admissionregistration.k8s.io/v1beta1', 'MutatingAdmissionPolicyBinding', 37, 40, 'v1', 36],
  ['admissionregistration.k8s.io/v1beta1', 'MutatingWebhookConfiguration', 16, 22, 'v1'],
  ['admissionregistration.k8s.io/v1beta1', 'ValidatingAdmissionPolicy', 31, 34, 'v1', 30],
  ['admissionregistration.k8s.io/v1beta1', 'ValidatingAdmissionPolicyBinding', 31, 34, 'v1', 30],
  ['admissionregistration.k8s.io/v1beta1', 'ValidatingWebhookConfiguration', 16, 22, 'v1'],
  ['apidiscovery.k8s.io/v2beta1', 'APIGroupDiscovery', 32, 35],
  ['apiextensions.k8s.io/v1beta1', 'ConversionReview', 19, 22, 'v1'],
  ['apiextensions.k8s.io/v1beta1', 'CustomResourceDefinition', 16, 22, 'v1'],
  ['apiregistration.k8s.io/v1beta1', 'APIService', 19, 22, 'v1'],
  ['apps/v1beta1', 'ControllerRevision', 8, 16, 'v1'],
  ['apps/v1beta1', 'Deployment', 8, 16, 'v1'],
  ['apps/v1beta1', 'DeploymentRollback', 8, 16, 'v1'],
  ['apps/v1beta1', 'Scale', 8, 16, 'autoscaling/v1'],
  ['apps/v1beta1', 'StatefulSet', 8, 16, 'v1'],
  ['apps/v1beta2', 'ControllerRevision', 9, 16, 'v1'],
  ['apps/v1beta2', 'DaemonSet', 9, 16, 'v1'],
  ['apps/v1beta2', 'Deployment', 9, 16, 'v1'],
  ['apps/v1beta2', 'ReplicaSet', 9, 16, 'v1'],
  ['apps/v1beta2', 'Scale', 9, 16, 'autoscaling/v1'],
  ['apps/v1beta2', 'StatefulSet', 9, 16, 'v1'],
  ['authentication.k8s.io/v1alpha1', 'SelfSubjectReview', 29, 32, 'v1'],
  ['authentication.k8s.io/v1beta1', 'SelfSubjectReview', 30, 33, 'v1'],
  ['authentication.k8s.io/v1beta1', 'TokenReview', 19, 22, 'v1'],
  ['authorization.k8s.io/v1beta1', 'LocalSubjectAccessReview', 19, 22, 'v1'],
  ['authorization.k8s.io/v1beta1', 'SelfSubjectAccessReview', 19, 22, 'v1'],
  ['authorization.k8s.io/v1beta1', 'SelfSubjectRulesReview', 19, 22, 'v1'],
  ['authorization.k8s.io/v1beta1', 'SubjectAccessReview', 19, 22, 'v1'],
  ['autoscaling/v2beta1', 'HorizontalPodAutoscaler', 22, 25, 'v2'],
  ['autoscaling/v2beta2', 'HorizontalPodAutoscaler', 23, 26, 'v2'],
  ['batch/v1beta1', 'CronJob', 21, 25, 'v1'],
  ['certificates.k8s.io/v1alpha1', 'ClusterTrustBundle', 34, 37, 'v1', 37],
  ['certificates.k8s.io/v1alpha1', 'PodCertificateRequest', 37, 35, 'v1', 37],
  ['certificates.k8s.io/v1beta1', 'CertificateSigningRequest', 19, 22, 'v1'],
  ['certificates.k8s.io/v1beta1', 'ClusterTrustBundle', 37, 40, 'v1', 37],
  ['certificates.k8s.io/v1beta1', 'PodCertificateRequest', 37, 40, 'v1', 37],
  ['coordination.k8s.io/v1alpha1', 'LeaseCandidate', 34, 32, 'v1beta1', 33],
  ['coordination.k8s.io/v1alpha2', 'LeaseCandidate', 35, 38, 'v1beta1', 33],
  ['coordination.k8s.io/v1beta1', 'Lease', 19, 22, 'v1'],
  ['discovery.k8s.io/v1beta1', 'EndpointSlice', 21, 25, 'v1'],
  ['events.k8s.io/v1beta1', 'Event', 22, 25, 'v1'],
  ['extensions/v1beta1', 'DaemonSet', 8, 16, 'apps/v1'],
  ['extensions/v1beta1', 'Deployment', 8, 16, 'apps/v1'],
  ['extensions/v1beta1', 'DeploymentRollback', 8, 16],
  ['extensions/v1beta1', 'Ingress', 14, 22, 'networking.k8s.io/v1'],
  ['extensions/v1beta1', 'NetworkPolicy', 9, 16, 'networking.k8s.io/v1'],
  ['extensions/v1beta1', 'ReplicaSet', 8, 16, 'apps/v1'],
  ['extensions/v1beta1', 'Scale', 2, 16],
  ['flowcontrol.apiserver.k8s.io/v1alpha1', 'FlowSchema', 20, 21, 'v1', 29],
  ['flowcontrol.apiserver.k8s.io/v1alpha1', 'PriorityLevelConfiguration', 20, 21, 'v1', 29],
  ['flowcontrol.apiserver.k8s.io/v1beta1', 'FlowSchema', 23, 26, 'v1', 29],
  ['flowcontrol.apiserver.k8s.io/v1beta1', 'PriorityLevelConfiguration', 23, 26, 'v1', 29],
  ['flowcontrol.apiserver.k8s.io/v1beta2', 'FlowSchema', 26, 29, 'v1', 29],
  ['flowcontrol.apiserver.k8s.io/v1beta2', 'PriorityLevelConfiguration', 26, 29, 'v1', 29],
  ['flowcontrol.apiserver.k8s.io/v1beta3', 'FlowSchema', 29, 32, 'v1', 29],
  ['flowcontrol.apiserver.k8s.io/v1beta3', 'PriorityLevelConfiguration', 29, 32, 'v1', 29],
  ['networking.k8s.io/v1alpha1', 'ClusterCIDR', 28, 29],
  ['networking.k8s.io/v1alpha1', 'IPAddress', 30, 31, 'v1', 33],
  ['networking.k8s.io/v1alpha1', 'ServiceCIDR', 30, 31, 'v1', 33],
  ['networking.k8s.io/v1beta1', 'IPAddress', 34, 37, 'v1', 33],
  ['networking.k8s.io/v1beta1', 'Ingress', 19, 22, 'v1'],
  ['networking.k8s.io/v1beta1', 'IngressClass', 19, 22, 'v1'],
  ['networking.k8s.io/v1beta1', 'ServiceCIDR', 34, 37, 'v1', 33],
  ['node.k8s.io/v1beta1', 'RuntimeClass', 22, 25, 'v1'],
  ['policy/v1beta1', 'Eviction', 22, 25, 'v1'],
  ['policy/v1beta1', 'PodDisruptionBudget', 21, 25, 'v1'],
  ['policy/v1beta1', 'PodSecurityPolicy', 21, 25],
  ['rbac.authorization.k8s.io/v1beta1', 'ClusterRole', 17, 22, 'v1'],
  ['rbac.authorization.k8s.io/v1beta1', 'ClusterRoleBinding', 17, 22, 'v1'],
  ['rbac.authorization.k8s.io/v1beta1', 'Role', 17, 22, 'v1'],
  ['rbac.authorization.k8s.io/v1beta1', 'RoleBinding', 17, 22, 'v1'],
  ['resource.k8s.io/v1alpha3', 'DeviceClass', 34, 34, 'v1', 34],
  ['resource.k8s.io/v1alpha3', 'DeviceTaintRule', 36, 39, 'v1', 37],
  ['resource.k8s.io/v1alpha3', 'ResourceClaim', 34, 34, 'v1', 34],
  ['resource.k8s.io/v1alpha3', 'ResourceClaimTemplate', 34, 34, 'v1', 34],
  ['resource.k8s.io/v1alpha3', 'ResourceSlice', 34, 34, 'v1', 34],
  ['resource.k8s.io/v1beta1', 'DeviceClass', 35, 38, 'v1', 34],
  ['resource.k8s.io/v1beta1', 'ResourceClaim', 35, 38, 'v1', 34],
  ['resource.k8s.io/v1beta1', 'ResourceClaimTemplate', 35, 38, 'v1', 34],
  ['resource.k8s.io/v1beta1', 'ResourceSlice', 35, 38, 'v1', 34],
  ['resource.k8s.io/v1beta2', 'DeviceClass', 36, 39, 'v1', 34],
  ['resource.k8s.io/v1beta2', 'ResourceClaim', 36, 39, 'v1', 34],
  ['resource.k8s.io/v1beta2', 'ResourceClaimTemplate', 36, 39, 'v1', 34],
  ['resource.k8s.io/v1beta2', 'ResourceSlice', 36, 39, 'v1', 34],
  ['scheduling.k8s.io/v1beta1', 'PriorityClass', 14, 22, 'v1'],
  ['storage.k8s.io/v1alpha1', 'CSIStorageCapacity', 21, 24, 'v1'],
  ['storage.k8s.io/v1alpha1', 'VolumeAttachment', 21, 24, 'v1'],
  ['storage.k8s.io/v1alpha1', 'VolumeAttributesClass', 32, 35, 'v1', 34],
  ['storage.k8s.io/v1beta1', 'CSIDriver', 19, 22, 'v1'],
  ['storage.k8s.io/v1beta1', 'CSINode', 17, 22, 'v1'],
  ['storage.k8s.io/v1beta1', 'CSIStorageCapacity', 24, 27, 'v1'],
  ['storage.k8s.io/v1beta1', 'StorageClass', 19, 22, 'v1'],
  ['storage.k8s.io/v1beta1', 'VolumeAttachment', 19, 22, 'v1'],
  ['storage.k8s.io/v1beta1', 'VolumeAttributesClass', 34, 37, 'v1', 34],
  ['storagemigration.k8s.io/v1alpha1', 'StorageVersionMigration', 33, 35, 'v1', 37],
  ['storagemigration.k8s.io/v1beta1', 'StorageVersionMigration', 37, 40, 'v1', 37],
];
