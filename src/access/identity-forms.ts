/** The form of a text that a cloud gives out, and one that has it. */
export interface GivenForm {
  readonly pattern: RegExp;
  readonly like: string;
}

/** An IAM role of Amazon. */
export const ROLE_FORM: GivenForm = {
  pattern: /^arn:aws[-a-z]*:iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/,
  like: 'arn:aws:iam::111122223333:role/ledger',
};

/** An IAM service account of Google. */
export const ACCOUNT_FORM: GivenForm = {
  pattern: /^[a-z0-9][-a-z0-9]{1,61}[a-z0-9]@[a-z0-9][-a-z0-9.]{0,100}\.gserviceaccount\.com$/,
  like: 'ledger@acme.iam.gserviceaccount.com',
};

/** A client or a tenant of Microsoft Entra. */
export const UUID_FORM: GivenForm = {
  pattern: /^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/,
  like: '00000000-0000-0000-0000-000000000000',
};
