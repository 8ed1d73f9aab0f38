const neededByRole = $localize`Your role requires a second factor, so you’ll have to set one up again before you can do anything else.`;

/** How a person stands without the passkey that goes. */
export interface PasskeyRemoval {
  readonly isLast: boolean;
  readonly hasApp: boolean;
  readonly isRequired: boolean;
}

/** What follows from removing a passkey. */
export function passkeyRemovalConsequences({ isLast, hasApp, isRequired }: PasskeyRemoval): string[] {
  const always = $localize`It no longer works for signing in. It stays on the device until you delete it in the device’s settings.`;
  if (!isLast) return [always, $localize`Your other passkeys keep working.`];
  if (hasApp) return [always, $localize`You’ll sign in with your password and a code from your authenticator app.`];
  return [
    always,
    $localize`It’s your only second factor. Without it, your password alone is enough to sign in, also for anyone else who knows it. Your recovery codes stop working.`,
    ...(isRequired ? [neededByRole] : []),
  ];
}

/** What follows from turning the authenticator app off. */
export function appRemovalConsequences({ passkeys, isRequired }: { passkeys: number; isRequired: boolean }): string[] {
  if (passkeys > 0)
    return [
      $localize`The entry in your app stops working.`,
      $localize`You’ll sign in with one of your passkeys, alone or after your password.`,
    ];
  return [
    $localize`Your password alone will be enough to sign in, also for anyone else who knows it.`,
    $localize`The entry in your app and all recovery codes stop working.`,
    ...(isRequired ? [neededByRole] : []),
  ];
}
