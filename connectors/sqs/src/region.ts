/**
 * The host names that a queue's URL has had: `sqs.REGION.amazonaws.com`, with `-fips`, in a VPC, in China
 * (`.cn`), in LocalStack, and the old `REGION.queue.amazonaws.com`.
 *
 * @see https://docs.aws.amazon.com/general/latest/gr/sqs-service.html
 */
const hosts = [
  /(?:^|\.)sqs(?:-fips)?\.([a-z]{2,}(?:-[a-z]+)+-\d+)\./,
  /^([a-z]{2,}(?:-[a-z]+)+-\d+)\.queue\./,
];

/** The region that the URL of a queue names; undefined when it names none. */
export function regionOf(queueUrl: string): string | undefined {
  const host = URL.parse(queueUrl)?.hostname ?? "";
  if (host === "queue.amazonaws.com") return "us-east-1";
  return hosts.map((pattern) => pattern.exec(host)?.[1]).find((region) => region !== undefined);
}
