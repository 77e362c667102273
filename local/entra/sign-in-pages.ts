import { consent, type Directory, findTenant } from '../directory/directory';
import type { StandInReply } from '../read-body';
import { applicationOf, type Grants } from './grants';
import { OAuthError } from './oauth-error';

/**
 * `GET /{tenant}/oauth2/v2.0/authorize`: a page with one button a person, each a form that is posted back to the
 * application [OAuth 2.0 Form Post Response Mode].
 */
export function authorizePage(directory: Directory, grants: Grants, query: URLSearchParams): StandInReply {
  const redirectUri = need(query, 'redirect_uri');
  const application = applicationOf(directory, need(query, 'client_id'));
  if (!application.redirectUris.includes(redirectUri)) {
    throw new OAuthError('invalid_request', 50011, 'The redirect URI is not registered.');
  }
  if (query.get('response_mode') !== 'form_post' || query.get('code_challenge_method') !== 'S256') {
    throw new OAuthError('invalid_request', 900144, 'Only form_post with PKCE (S256) is supported here.');
  }
  const request = {
    clientId: application.clientId,
    redirectUri,
    scope: need(query, 'scope'),
    nonce: need(query, 'nonce'),
    challenge: need(query, 'code_challenge'),
  };
  const users = [...directory.tenants.values()].flatMap((tenant) => [...tenant.users.values()]);
  const state = need(query, 'state');
  const forms = users.map((user) => {
    const code = grants.startCode(request, user.id);
    return `<form method="post" action="${escapeText(redirectUri)}"><input type="hidden" name="code" value="${code}"><input type="hidden" name="state" value="${escapeText(state)}"><button>${escapeText(user.userName)}</button></form>`;
  });
  return page(`Sign in to ${application.displayName}`, forms.join('\n'));
}

/** `GET /{tenant}/v2.0/adminconsent`: accept or cancel; `decision` in the query is the click (protocol facts 8.1). */
export function consentPage(directory: Directory, tenantName: string, url: URL): StandInReply {
  const query = url.searchParams;
  const application = applicationOf(directory, need(query, 'client_id'));
  const redirectUri = need(query, 'redirect_uri');
  if (!application.redirectUris.includes(redirectUri)) {
    throw new OAuthError('invalid_request', 50011, 'The redirect URI is not registered.');
  }
  const tenant = findTenant(directory, tenantName);
  if (tenant === undefined) throw new OAuthError('invalid_request', 90002, 'The tenant is not known.');
  const back = (facts: Record<string, string>) => {
    const target = new URL(redirectUri);
    target.search = new URLSearchParams({ ...facts, state: query.get('state') ?? '' }).toString();
    return { status: 302, location: target.href };
  };
  const decision = query.get('decision');
  if (decision === 'accept') {
    consent(tenant, application);
    return back({ admin_consent: 'True', tenant: tenant.id });
  }
  if (decision === 'cancel') {
    return back({ error: 'access_denied', error_description: 'AADSTS65004: User declined to consent.' });
  }
  const link = (choice: string) =>
    `<a href="${escapeText(`${url.pathname}${url.search}&decision=${choice}`)}">${choice}</a>`;
  const permissions = application.graphPermissions.map((name) => `<li>${escapeText(name)}</li>`).join('');
  const title = `${application.displayName} asks ${tenant.displayName} for`;
  return page(title, `<ul>${permissions}</ul>${link('accept')} ${link('cancel')}`);
}

function page(title: string, body: string): StandInReply {
  const head = `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>${escapeText(title)}</title>`;
  return { status: 200, html: `${head}<h1>${escapeText(title)}</h1>${body}</html>` };
}

function need(query: URLSearchParams, name: string): string {
  const value = query.get(name);
  if (value === null || value === '') throw new OAuthError('invalid_request', 900144, `${name} is missing.`);
  return value;
}

const escapeText = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
