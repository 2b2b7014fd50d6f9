/**
 * What a server answers to a GET, whatever its status.
 *
 * @throws why there is no answer; fetch itself only says that it failed.
 */
export async function askHttp(
  url: string,
  timeoutMs: number,
): Promise<{ readonly headers: Headers; readonly text: string }> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
    return { headers: answer.headers, text: await answer.text() };
  } catch (error) {
    if (error instanceof TypeError && error.cause instanceof Error) throw error.cause;
    throw error;
  }
}
