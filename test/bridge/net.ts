// Stands between the bridge and the network. Import it before anything of src: the bridge takes its natives at load.

/** One call that the bridge made. */
export interface Call {
  method: string;
  /** Path and query. */
  path: string;
  url: string;
  headers: Headers;
  body: string;
  request: Request;
}

/** Answers a call; may throw, as a network does. */
export type Answerer = (call: Call) => Response | Promise<Response>;

/** The network of a test: what was called, and who answers. */
export const net: {
  calls: Call[];
  answer: Answerer;
  /** In place of everything else: for pages so broken that Node's own Request would fail. */
  raw: typeof fetch | undefined;
  /** The genuine network. */
  native: typeof fetch;
  reset(answer: Answerer): void;
} = {
  calls: [],
  raw: undefined,
  native: globalThis.fetch,
  answer: () => new Response(null, { status: 204 }),
  reset(answer) {
    net.raw = undefined;
    net.calls.length = 0;
    net.answer = answer;
  },
};

globalThis.fetch = async (input, init) => {
  if (net.raw) return net.raw(input, init);
  const request = new Request(input, init);
  const { pathname, search } = new URL(request.url);
  const body = await request.clone().text();
  const call = {
    method: request.method,
    path: pathname + search,
    url: request.url,
    headers: request.headers,
    body,
    request,
  };
  net.calls.push(call);
  const { signal } = request;
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error));
    Promise.resolve(call).then(net.answer).then(resolve, reject);
  });
};

/** An answer in JSON. */
export function json(data: unknown, init: ResponseInit = {}): Response {
  return new Response(JSON.stringify(data), {
    ...init,
    headers: { 'content-type': 'application/json', ...init.headers },
  });
}

/** A refusal in the gateway's form. */
export function problem(status: number, code: string, headers: Record<string, string> = {}): Response {
  return json({ code, traceId: `trace-${code}`, retryable: status >= 500 }, { status, headers });
}

/** Waits, without a fixed time, until something holds. */
export async function until(holds: () => unknown, what = 'it'): Promise<void> {
  const end = Date.now() + 5000;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
