/** A ServiceAccount as the API server knows it. */
export interface ApiAccount {
  /** Its name. */
  readonly name: string;

  /** Its namespace. */
  readonly namespace: string;
}

/** What asks the API server under a ServiceAccount of its own, as workloads do. */
export interface IApiClient {
  /** Its account, which rights are given to. */
  readonly apiAccount: ApiAccount;

  /** Lets it connect to the API servers, with a token of its account. To call it again changes nothing. */
  callKubernetesApi(): void;
}
