import type { OnboardingWorld } from './onboarding';

/** What a browser sends beside the address. */
export interface BrowserRequest {
  readonly form?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A browser that keeps the cookie of the service, follows nothing by itself and runs no script. */
export class Browser {
  readonly #world: OnboardingWorld;
  cookie: string | undefined;

  constructor(world: OnboardingWorld) {
    this.#world = world;
  }

  /** Opens a path of the service, or any address. */
  async open(path: string, { form, headers = {} }: BrowserRequest = {}): Promise<Response> {
    const url = new URL(path, this.#world.service.origin);
    const isOurs = url.origin === this.#world.service.origin;
    const cookie: Record<string, string> = isOurs && this.cookie !== undefined ? { cookie: this.cookie } : {};
    const body = form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) };
    const response = await fetch(url, { ...body, headers: { ...cookie, ...headers }, redirect: 'manual' });
    const set = response.headers.get('set-cookie');
    if (set !== null) this.cookie = set.split(';')[0];
    return response;
  }

  /** Begins a visit of a page and chooses an account on Entra's page; the form with the code, not sent yet. */
  async chooseAccount(userName: string, path = '/onboard'): Promise<{ code: string; state: string }> {
    return this.chooseAccountAt(userName, addressOf(await this.open(`${path}?step=sign-in`)));
  }

  /** Chooses an account on Entra's page at this address. */
  async chooseAccountAt(userName: string, address: string): Promise<{ code: string; state: string }> {
    const page = await (await this.open(address)).text();
    const forms = page.split('<form').filter((form) => form.includes(userName));
    const [form = ''] = forms;
    return { code: fieldOf(form, 'code'), state: fieldOf(form, 'state') };
  }

  /** Signs in; the page that shows what would be created. */
  async signIn(userName: string): Promise<Response> {
    return this.open('/onboard/signed-in', { form: await this.chooseAccount(userName) });
  }

  /** Signs in and confirms; the redirect to the consent. */
  async confirm(userName: string, displayName = 'Contoso'): Promise<Response> {
    const visit = fieldOf(await (await this.signIn(userName)).text(), 'visit');
    const headers = { origin: this.#world.service.origin };
    return this.open('/onboard/signed-in', { form: { step: 'confirm', visit, displayName }, headers });
  }

  /** Goes the whole way and decides about the consent; the address to which Entra sends the browser back. */
  async decideConsent(userName: string, decision: 'accept' | 'cancel'): Promise<string> {
    const asked = addressOf(await this.confirm(userName));
    return addressOf(await this.open(`${asked}&decision=${decision}`));
  }
}

/** Where a reply redirects to. */
export function addressOf(reply: Response): string {
  const location = reply.headers.get('location');
  if (location === null) throw new Error(`a reply with status ${reply.status} redirects nowhere`);
  return location;
}

/** Value of a hidden field. */
export function fieldOf(markup: string, name: string): string {
  const value = new RegExp(`name="${name}" value="([^"]*)"`).exec(markup)?.[1];
  if (value === undefined) throw new Error(`the page has no field ${name}`);
  return value;
}
