const PROBLEMS = new Map([
  ['ENOENT', 'there is no such file or folder'],
  ['ENOTDIR', 'there is no such file or folder'],
  ['EACCES', 'permission is denied'],
  ['EPERM', 'permission is denied'],
  ['EROFS', 'nothing can be written there'],
  ['EISDIR', 'it is a folder'],
  ['EEXIST', 'something of that name is there already'],
  ['EXDEV', 'it is on another file system'],
  ['ELOOP', 'it is a link that leads to itself'],
  ['ENAMETOOLONG', 'its name is too long'],
  ['ENOSPC', 'no space is left'],
  ['EDQUOT', 'no space is left of what one user may have'],
  ['ERR_INVALID_ARG_VALUE', 'nothing can be called so'],
  ['ERR_ENCODING_INVALID_ENCODED_DATA', 'it is not UTF-8'],
]);

/** Why a file or folder cannot be opened, read or written. */
export function fileProblem(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return PROBLEMS.get(code) ?? message;
}
