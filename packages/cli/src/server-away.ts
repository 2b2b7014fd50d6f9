/** Nobody listens at the server's address. */
export class ServerAway extends Error {
  override readonly name = "ServerAway";
}
