/** A refusal as the API tells it. */
export class ApiRefusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
  ) {
    super(`${status} ${code}: ${detail}`);
  }
}

export type Answer = Record<string, unknown> & { readonly id: string };

/** One person (or machine) at the API: everything the demo does goes through here, over HTTP. */
export class Client {
  constructor(
    private readonly address: string,
    private readonly key?: string,
  ) {}

  as(key: string): Client {
    return new Client(this.address, key);
  }

  async post(path: string, body: object = {}): Promise<Answer> {
    return (await this.send('POST', path, { body: JSON.stringify(body) })).json() as Promise<Answer>;
  }

  async patch(path: string, version: number, body: object): Promise<Answer> {
    const response = await this.send('PATCH', path, {
      body: JSON.stringify(body),
      headers: { 'if-match': `"${version}"` },
    });
    return response.json() as Promise<Answer>;
  }

  async put(path: string, version: number, body: object): Promise<Answer> {
    const response = await this.send('PUT', path, {
      body: JSON.stringify(body),
      headers: { 'if-match': `"${version}"` },
    });
    return response.json() as Promise<Answer>;
  }

  async get(path: string): Promise<Answer> {
    return (await this.send('GET', path)).json() as Promise<Answer>;
  }

  async text(path: string): Promise<string> {
    return (await this.send('GET', path)).text();
  }

  async bytes(path: string): Promise<Buffer> {
    return Buffer.from(await (await this.send('GET', path)).arrayBuffer());
  }

  /** What the API refuses, as a value. Throws when it does not refuse. */
  async refused(path: string, body: object): Promise<ApiRefusal> {
    try {
      await this.post(path, body);
    } catch (error) {
      if (error instanceof ApiRefusal) return error;
      throw error;
    }
    throw new Error(`POST ${path} was expected to be refused, and was not`);
  }

  private async send(
    method: string,
    path: string,
    init: { body?: string; headers?: Record<string, string> } = {},
  ): Promise<Response> {
    const response = await fetch(`${this.address}/v1${path}`, {
      method,
      headers: {
        ...(this.key ? { authorization: `Bearer ${this.key}` } : {}),
        ...(init.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...init.headers,
      },
      ...(init.body === undefined ? {} : { body: init.body }),
    });
    if (response.ok) return response;
    const problem = (await response.json()) as { code: string; detail: string };
    throw new ApiRefusal(response.status, problem.code, problem.detail);
  }
}
