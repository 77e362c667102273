import type { Directory } from '../directory/directory';
import type { StandInReply } from '../read-body';
import type { Grants } from './grants';

/** `GET /devicelogin`: where a person enters the code of a device sign-in and chooses an account. */
export function devicePage(directory: Directory): StandInReply {
  const accounts = [...directory.tenants.values()].flatMap(({ users }) =>
    [...users.values()].map(({ id, userName }) => `<button name="user" value="${id}">${userName}</button>`),
  );
  const form = `<form method="post"><p><label>Code <input name="code" required autofocus></label></p>${accounts.join('\n')}
<button name="user" value="">None of them: cancel</button></form>`;
  return page('Sign in on another device', form);
}

/** `POST /devicelogin`: the person's decision. @throws OAuthError when the code is not known */
export function decideDevice(grants: Grants, form: URLSearchParams): StandInReply {
  const user = form.get('user') ?? '';
  grants.decideDevice((form.get('code') ?? '').trim().toUpperCase(), user === '' ? undefined : user);
  return page('Done', '<p>Go back to the command line.</p>');
}

function page(title: string, body: string): StandInReply {
  const head = `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>${title}</title>`;
  return { status: 200, html: `${head}<h1>${title}</h1>${body}</html>` };
}
