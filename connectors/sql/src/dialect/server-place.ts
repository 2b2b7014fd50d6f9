/** Names a server's database without its password: `"health" at db.example.com:5432`. */
export function serverPlace(url: string, defaultPort: number): string {
  const { hostname, port, pathname, username } = new URL(url);
  const database = pathname.slice(1) || username;
  return `${JSON.stringify(database)} at ${hostname || "localhost"}:${port || defaultPort}`;
}
