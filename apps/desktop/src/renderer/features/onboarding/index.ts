export { OnboardingPanel } from './onboarding-panel.tsx'
