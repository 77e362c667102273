import type { AccountInfo, AuthenticationResult, PublicClientApplication } from '@azure/msal-node';

/** A sign-in with a code that the person enters in a browser, on this machine or another [RFC 8628]. */
export interface DeviceCodeSignIn {
  /** Scopes to which the person consents at the sign-in. */
  readonly scopes: readonly string[];
  /** Shows the sentence with address and code. */
  readonly show: (message: string) => void;
  /** Ends the wait for the person. */
  readonly signal: AbortSignal;
}

/** A sign-in that gave an account. */
export type SignedIn = AuthenticationResult & { readonly account: AccountInfo };

/** Waits until the person signed in; `undefined` where that gave no account. @throws whatever the library throws */
export async function acquireByDeviceCode(
  application: PublicClientApplication,
  { scopes, show, signal }: DeviceCodeSignIn,
): Promise<SignedIn | undefined> {
  const request = {
    scopes: [...scopes],
    deviceCodeCallback: ({ message }: { message: string }) => show(message),
    cancel: signal.aborted,
  };
  const cancel = () => {
    request.cancel = true;
  };
  signal.addEventListener('abort', cancel, { once: true });
  try {
    const result = await application.acquireTokenByDeviceCode(request);
    return result?.account == null ? undefined : { ...result, account: result.account };
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

/**
 * Which of these codes [RFC 6749 5.2; RFC 8628 3.5] a failed sign-in is about, otherwise the library's own code. While it
 * polls, the library wraps what the login service says into an error of its own.
 */
export function signInCodeOf(thrown: unknown, known: readonly string[]): string {
  if (!(thrown instanceof Error)) return 'unknown';
  const code = 'errorCode' in thrown ? String(thrown.errorCode) : thrown.name;
  return known.find((one) => one === code || thrown.message.includes(one)) ?? code;
}
