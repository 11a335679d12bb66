export { AccountMenu } from './account-menu.tsx'
export { chooseLanguage, SignInPanel } from './sign-in-panel.tsx'
