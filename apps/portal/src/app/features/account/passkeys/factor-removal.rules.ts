const neededByRole = 'Your role needs a second factor: you must set one up again before you can do anything else.';

/** How a person stands without the passkey that goes. */
export interface PasskeyRemoval {
  readonly isLast: boolean;
  readonly hasApp: boolean;
  readonly isRequired: boolean;
}

/** What follows from removing a passkey. */
export function passkeyRemovalConsequences({ isLast, hasApp, isRequired }: PasskeyRemoval): string[] {
  const always =
    'It signs you in nowhere from now on. What the device keeps of it is not erased there; you can delete it in its settings.';
  if (!isLast) return [always, 'Your other passkeys go on working.'];
  if (hasApp) return [always, 'Signing in then takes your password and a code of your authenticator app.'];
  return [
    always,
    'It is your only second factor: your password alone lets you in then, and whoever else knows it. Your recovery codes stop working.',
    ...(isRequired ? [neededByRole] : []),
  ];
}

/** What follows from turning the authenticator app off. */
export function appRemovalConsequences({ passkeys, isRequired }: { passkeys: number; isRequired: boolean }): string[] {
  if (passkeys > 0)
    return ['The entry in your app stops working.', 'Signing in then takes one of your passkeys, alone or after your password.'];
  return [
    'Your password alone lets you in then, and whoever else knows it.',
    'The entry in your app and all recovery codes stop working.',
    ...(isRequired ? [neededByRole] : []),
  ];
}
