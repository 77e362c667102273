import type { OnboardingWords } from '../words';

/** English. */
export const english: OnboardingWords = {
  language: 'en',
  welcome: {
    title: 'Bring your organization in',
    introduction:
      'This service protects work data on personal Windows PCs. You need an account that may consent for your whole organization, such as that of a Global Administrator.',
    whatHappens: 'What will happen:',
    steps: [
      'You sign in with Microsoft. Which organization it is about follows from your account alone.',
      'You see what would be created, and may still turn back.',
      'Microsoft asks you to let the service read your users and the groups they belong to.',
    ],
    open: 'Your organization is created here. No PC enrolls before you say in Entra whose may.',
    listed: 'The operator of this service decides whether your organization is created.',
    button: 'Sign in',
  },
  confirmation: {
    title: 'This is about to be created',
    signedIn: 'You signed in as {account}. If you go on:',
    points: [
      'Microsoft asks you to consent for the tenant {tenant}.',
      'This service creates the tenant, under the name below, without policies and without terms of use.',
      'Nothing else is changed: whose PCs enroll here, and where, is set with npm run onboard or in the Entra admin center.',
    ],
    field: 'Name of the organization, as its PCs show it',
    button: 'Go on to the consent',
  },
  done: {
    title: '{organization} is here',
    introduction: 'No PC enrolls yet. What is left needs rights in your directory that this service does not have:',
    onboard:
      'This gives you the role Mam.Admin, saves terms of use and a first policy, and enters the addresses under Mobility (MDM and WIP):',
    doctor: 'This then says whether everything fits:',
  },
  closing: {
    title: 'Back to the command line',
    text: 'You may close this window. The command line sees by itself what you have decided.',
  },
  refusal: {
    title: 'Your organization was not brought in',
    reference: 'Reference',
    button: 'Begin again',
    other: 'That did not work. Begin again in a while.',
    reasons: {
      'onboarding.visit': 'This page belongs to no onboarding in this browser, or to one that is over. Begin again.',
      'onboarding.sign-in': 'The sign-in was broken off or not accepted. Begin again.',
      'onboarding.other-tenant':
        'The consent was given for another organization than the one you signed in to. Nothing was created.',
      'onboarding.not-administrator':
        'Your organization had let the service in before, so your right to act for it is not shown. Whoever has the role Mam.Admin may go on here; npm run onboard gives it to an administrator.',
      'onboarding.no-consent':
        'Nobody consented for your organization, so nothing was created. You may begin again at any time.',
      'onboarding.name': 'The name of the organization is missing, or holds characters that it cannot hold.',
      'onboarding.listed': 'Here the operator of the service creates tenants. Ask for tenant {tenant}:',
      'tenant.suspended': 'The operator of the service has suspended this organization, and alone can lift that.',
    },
  },
};
