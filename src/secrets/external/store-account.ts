/** The ServiceAccount by whose token a store logs in; its namespace is named where the store is in none. */
export interface StoreAccount {
  readonly name: string;
  readonly namespace?: string;
}
