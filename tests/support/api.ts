/** Our own API as a program would use it: with a key, over HTTP. */
export function apiClient(url: string, key: string) {
  const call = async (method: string, path: string, body?: unknown): Promise<Record<string, unknown>> => {
    const answer = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    const json: unknown = text ? JSON.parse(text) : {};
    if (!answer.ok)
      throw new Error(`${method} ${path} was answered with ${answer.status}: ${text.slice(0, 2000)}`);
    if (typeof json !== "object" || json === null)
      throw new Error(`${method} ${path} was answered with no object.`);
    return { ...json };
  };
  return {
    get: (path: string) => call("GET", path),
    put: (path: string, body: unknown) => call("PUT", path, body),
    post: (path: string, body: unknown = {}) => call("POST", path, body),
  };
}
export type Api = ReturnType<typeof apiClient>;
