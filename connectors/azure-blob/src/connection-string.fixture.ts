/** The connection string of the account that `https://ACCOUNT:KEY@HOST/…` stands for. */
export function connectionString({ protocol, host, pathname, username, password }: URL): string {
  const key = decodeURIComponent(password);
  const endpoint = `${protocol}//${host}${pathname}`.replace(/\/$/, "");
  return `DefaultEndpointsProtocol=${protocol.slice(0, -1)};AccountName=${username};AccountKey=${key};BlobEndpoint=${endpoint};`;
}
